"""Datasets for the sample's results stories: invented figures of invented offices, with every identity holding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

OFFICES = ("Bến Gỗ", "Cầu Mây", "Đồi Sim", "Gò Lau", "Hồ Trong", "Lũng Cao", "Núi Đá", "Sông Lạnh")
_COLUMNS = ("van_phong", "co_dieu_kien", "da_xong", "ty_le")


@dataclass(frozen=True)
class OfficeResult:
    """Cases that can be enforced, cases finished, and finished per 100 that can be enforced."""

    office: str
    enforceable: int
    finished: int

    @property
    def rate(self) -> Decimal:
        return (Decimal(self.finished) * 100 / self.enforceable).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class SampleDataset:
    """Results of one half-year."""

    year: int
    half: int
    rows: tuple[OfficeResult, ...]

    @property
    def id(self) -> str:
        return f"ket-qua-mau-{self.year}h{self.half}"

    def directive(self) -> str:
        """The block that shows the table in a story."""
        return f"/// bang | {self.id}\n///"

    def sentence(self, rng: Random) -> str:
        """A sentence with one bound figure."""
        row = self.rows[int(rng.random() * len(self.rows))]
        return f"Theo số liệu mẫu, văn phòng {row.office} có kết quả ghi trong bảng dưới đây."

    def files(self) -> dict[str, str]:
        """Name in the dataset's folder -> text."""
        return {"data.csv": self.csv()}

    def csv(self) -> str:
        lines = [",".join(_COLUMNS)]
        lines += [f"{row.office},{row.enforceable},{row.finished},{row.rate}" for row in self.rows]
        return "\n".join(lines) + "\n"


def _dataset(year: int, half: int) -> SampleDataset:
    rng = Random(f"dataset:{year}:{half}")
    rows = []
    for office in OFFICES:
        enforceable = 600 + int(rng.random() * 4000)
        rows.append(OfficeResult(office, enforceable, int(enforceable * (0.4 + rng.random() * 0.5))))
    return SampleDataset(year, half, tuple(rows))


DATASETS = tuple(_dataset(year, half) for year in range(2019, 2026) for half in (1, 2))
