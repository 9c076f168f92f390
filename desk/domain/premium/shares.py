"""How an instalment is split between the lives it pays for, to the last centavo (MSEB)."""

from collections.abc import Sequence

from desk.domain.kernel.money import Money


def split(total: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """Parts of an amount in proportion to whole weights; they always add up to the amount.

    Each part is first rounded down to the centavo; the centavos left over go, one each, to the parts that lost
    most, the earlier of two equal ones first. Weights that already are the centavos of the parts come back
    unchanged. Raises ValueError when there is nothing to divide by or a weight is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("the weights of a split are not negative, and one is above zero")
    parts = [total.cents * weight // whole for weight in weights]
    lost = [total.cents * weight % whole for weight in weights]
    by_loss = sorted(range(len(weights)), key=lambda n: (-lost[n], n))
    for n in by_loss[: total.cents - sum(parts)]:
        parts[n] += 1
    return tuple(Money(part) for part in parts)
