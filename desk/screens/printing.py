"""IMPR of an authorization, for every panel that has one, and the senha in transit it opens with."""

from desk.screens.transaction import Context, Reply, ok


def impr_authorization(context: Context, number: str, *, for_provider: bool = False) -> Reply:
    """Print the authorization of a senha, or what stands in its place, and say which file and what to explain.

    Raises DomainError, ForbiddenError for one that goes to the provider, NotFoundError.
    """
    from desk.domain.authorization.delivery import print_authorization
    from desk.domain.kernel.decision import Decision, Outcome

    printed = print_authorization(context.desk, context.actor, number, for_provider=for_provider)
    return Reply(ok(printed.says), decision=Decision(Outcome.ALLOWED, printed.advice))


def carried_number(context: Context) -> str:
    """The senha in transit; empty where it is of somebody else than the person in transit."""
    from desk.domain.authorization.delivery import owner_of

    number, person = context.conversation.authorization_number, context.conversation.identification
    if number and len(person) == 16 and owner_of(context.desk, number) != person:
        return ""
    return number
