"""Several processes at one case: one decision, one senha, whoever is killed and whoever comes second."""

import multiprocessing
import signal
import subprocess
import sys
from multiprocessing.synchronize import Barrier

from sqlmodel import col, select

from desk.domain.audit.service import verify
from desk.domain.authorization.model import Authorization, Submission
from desk.domain.context import Actor, Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.deciding import decide
from desk.domain.referral.model import Referral, ReferralEvent
from desk.domain.referral.service import send
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.conftest import MORNING, SUPERVISOR
from tests.service.referrals import ADMINISTRATOR, RELEASE, blocked_form, sent

ASKER = """
import sys, time
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.referral.service import send
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.conftest import ATTENDANT, MORNING
from tests.service.referrals import blocked_form
desk = Desk(open_store(sys.argv[1]), Rulebook.load(), FixedClock(MORNING))
print(send(desk, ATTENDANT, blocked_form(), submission="killed").number, flush=True)
time.sleep(60)
"""


def decide_in_a_process(
    url: str,
    actor: Actor,
    together: Barrier,
    said: "multiprocessing.SimpleQueue[str]",
) -> None:
    """Decide case 1 when everybody is ready; say the senha, or why not."""
    desk = Desk(open_store(url), Rulebook.load(), FixedClock(MORNING))
    together.wait()
    try:
        said.put(decide(desk, actor, 1, RELEASE, version=1).authorization_number or "")
    except DomainError as refusal:
        said.put(refusal.text)


def send_in_a_process(url: str, key: str, together: Barrier, said: "multiprocessing.SimpleQueue[str]") -> None:
    """Send a form under a key; say the number of its case."""
    desk = Desk(open_store(url), Rulebook.load(), FixedClock(MORNING))
    together.wait()
    said.put(str(send(desk, SUPERVISOR, blocked_form(), submission=key).number))


def test_of_two_deciders_at_once_one_issues_and_the_other_is_told(any_desk: Desk, url: str) -> None:
    sent(any_desk)
    processes = multiprocessing.get_context("fork")
    together, said = processes.Barrier(4), processes.SimpleQueue()
    actors = [SUPERVISOR, ADMINISTRATOR] * 2
    workers = [
        processes.Process(target=decide_in_a_process, args=(url, actor, together, said)) for actor in actors
    ]
    for worker in workers:
        worker.start()
    heard = sorted(said.get() for _ in workers)
    for worker in workers:
        worker.join()
    assert heard[0] == "07/004402"
    assert all("PEDIDO 1 JÁ FOI DECIDIDO POR A10000" in text for text in heard[1:])
    with any_desk.store.reading() as session:
        new = session.exec(select(Authorization.number).where(col(Authorization.number) > "07/004401")).all()
        assert list(new) == ["07/004402"]
        assert session.exec(select(Submission.result)).all() == ["07/004402"]
        moves = session.exec(select(ReferralEvent.action).order_by(col(ReferralEvent.id))).all()
        assert list(moves) == ["send", "release"]
    assert verify(any_desk).broken_at == 0


def test_one_form_sent_from_many_terminals_is_one_case(any_desk: Desk, url: str) -> None:
    processes = multiprocessing.get_context("fork")
    together, said = processes.Barrier(4), processes.SimpleQueue()
    workers = [processes.Process(target=send_in_a_process, args=(url, "same", together, said)) for _ in range(4)]
    for worker in workers:
        worker.start()
    assert {said.get() for _ in workers} == {"1"}
    for worker in workers:
        worker.join()
    with any_desk.store.reading() as session:
        assert len(session.exec(select(Referral)).all()) == 1


def test_an_asker_killed_after_sending_loses_nothing(any_desk: Desk, url: str) -> None:
    asker = subprocess.Popen([sys.executable, "-c", ASKER, url], stdout=subprocess.PIPE, text=True)
    assert asker.stdout is not None
    number = int(asker.stdout.readline())
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    done = decide(any_desk, SUPERVISOR, number, RELEASE, version=1)
    assert (done.asked_by, done.authorization_number) == ("A100001", "07/004402")
    assert done.seen_at is None, "it waits for its asker"
