"""Datasets for the sample's results stories: invented figures of invented offices, with every identity holding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

OFFICES = ("Bến Gỗ", "Cầu Mây", "Đồi Sim", "Gò Lau", "Hồ Trong", "Lũng Cao", "Núi Đá", "Sông Lạnh")
_COLUMNS = ("van_phong", "co_dieu_kien", "da_xong", "ty_le")

SIDECAR = """\
title = "Kết quả mẫu của các văn phòng, nửa năm {half}/{year}"
description = "Số liệu máy tạo về các văn phòng không có thật, để thử phần mềm."
keys = ["van_phong"]

[period]
calendar = "thads"
year = {year}
part = "{part}"

[columns.van_phong]
label = "Văn phòng"
type = "string"

[columns.co_dieu_kien]
label = "Có điều kiện"
type = "integer"
unit = "việc"
measure = "count"

[columns.da_xong]
label = "Đã xong"
type = "integer"
unit = "việc"
measure = "count"

[columns.ty_le]
label = "Tỷ lệ xong"
type = "number"
unit = "%"
measure = "rate"
decimals = 2
numerator = "da_xong"
denominator = "co_dieu_kien"

[[identities]]
formula = "ty_le = da_xong / co_dieu_kien * 100"

[[sources]]
id = "mau"
title = "Số liệu máy tạo của scripts/sample-archive"
"""


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

    def directive(self, chart: bool = False) -> str:
        """The block that shows the table, or its rates as a chart, in a story."""
        if chart:
            return f"/// bieu-do | {self.id}\ncột: ty_le\nkiểu: thanh ngang\n///"
        return f"/// bang | {self.id}\nsắp xếp: ty_le giảm\n///"

    def sentence(self, rng: Random) -> str:
        """A sentence whose figures are bound to their cells."""
        office = self.rows[int(rng.random() * len(self.rows))].office
        finished, rate = (f"{{{{so: {self.id} | {office} | {column}}}}}" for column in ("da_xong", "ty_le"))
        return f"Văn phòng {office} xong {finished} việc, đạt {rate} số việc có điều kiện."

    def files(self) -> dict[str, str]:
        """Name in the dataset's folder -> text."""
        part = "first-half" if self.half == 1 else "second-half"
        return {"data.csv": self.csv(), "table.toml": SIDECAR.format(year=self.year, half=self.half, part=part)}

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
