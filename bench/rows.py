"""The table that every figure is a row of: what, ours, the peer in the same run, the goal, whether it is reached."""


def head() -> None:
    print("| what | ours | peer | goal | |\n| --- | --- | --- | --- | --- |", flush=True)


def row(what: str, ours: str, peer: str, goal: str, *, met: bool) -> None:
    print(f"| {what} | {ours} | {peer} | {goal} | {'reached' if met else 'NOT REACHED'} |", flush=True)
