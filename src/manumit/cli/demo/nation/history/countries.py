"""How many people of which country are referred in the demo's history: an invented split of the published totals.

The split keeps to what the sources say: the leading five of 2011 are Nigeria, Vietnam, Romania, China and Slovakia and
the leading ten exceed 64 % (news story of 25 October 2012); most adults come from China, South East Asia and Eastern
Europe, most children from Vietnam, Nigeria, China and Eastern Europe; over 80 countries in all (strategy, paragraph 5).
"""

from types import MappingProxyType

_CHILDREN = """
VNM 84 NGA 66 CHN 38 ROU 33 SVK 14 GBR 18 CZE 7 BGR 6 UGA 5 AFG 5 GHA 4 SLE 3 COD 3 BGD 3 IND 3 PAK 2 GIN 2 SOM 2
ERI 2 ETH 2 KEN 2 ALB 2 CMR 2 GMB 1 LKA 1 AGO 1 ZWE 1 MAR 1 JAM 1 TGO 1 BEN 1 CIV 1 IRN 1 IRQ 1 BDI 1 RWA 1 MWI 1
"""

_ADULTS = """
NGA 92 VNM 64 ROU 106 CHN 97 SVK 62 THA 42 POL 40 GBR 34 HUN 32 CZE 29 IND 18 PHL 20 LTU 18 UGA 15 BGR 16 ALB 14 PAK 13
LVA 12 GHA 12 KEN 9 ZWE 10 MYS 10 GMB 9 SLE 9 BRA 8 IDN 8 BGD 8 CMR 7 MDA 7 ERI 6 ETH 6 ZAF 6 LKA 6 COD 5 JAM 5 UKR 5
RUS 4 KHM 4 TZA 4 SOM 4 MAR 3 GIN 3 RWA 3 BDI 3 MWI 3 NPL 2 TUR 2 ZMB 2 AGO 2 CIV 2 LBR 2 PRT 2 ITA 2 ESP 1 EST 1
MNG 1 BOL 1 COL 1 DOM 1 TTO 1 GRC 1 SRB 1 BLR 1 KAZ 1 UZB 1 GEO 1 ARM 1 SDN 1 EGY 1 DZA 1 TUN 1 SYR 1 IRN 1 SEN 1 TCD 1
NAM 1 BWA 1 MOZ 1
"""

_CULTURE = """
NGA:edo,yoruba,igbo VNM:vietnamese ROU:romanian MDA:romanian CHN:chinese MNG:chinese SVK:slovak CZE:czech,slovak THA:thai
KHM:thai POL:polish GBR:british HUN:hungarian IND:indian NPL:indian PHL:filipino LTU:lithuanian LVA:lithuanian,russian
EST:russian BGR:bulgarian SRB:bulgarian ALB:albanian PAK:pakistani GHA:ghanaian BRA:brazilian PRT:brazilian AGO:brazilian
MOZ:brazilian IDN:indonesian MYS:indonesian,chinese,indian BGD:bangladeshi AFG:afghan ERI:eritrean ETH:ethiopian
SDN:sudanese TCD:sudanese LKA:srilankan UKR:ukrainian RUS:russian BLR:russian KAZ:russian UZB:russian GEO:russian
ARM:russian TUR:turkish SYR:arabic EGY:arabic DZA:arabic TUN:arabic MAR:arabic IRQ:arabic IRN:iranian ITA:italian
ESP:spanish GRC:greek COL:colombian BOL:colombian DOM:colombian JAM:jamaican TTO:jamaican ZAF:british UGA:ugandan
KEN:ugandan TZA:ugandan RWA:ugandan BDI:ugandan MWI:ugandan ZMB:ugandan ZWE:ugandan NAM:ugandan BWA:ugandan SOM:somali
COD:congolese CMR:congolese CIV:congolese TGO:congolese BEN:congolese GIN:congolese SEN:congolese SLE:ghanaian
LBR:ghanaian GMB:ghanaian
"""


def _counts(text: str) -> MappingProxyType[str, int]:
    words = text.split()
    return MappingProxyType({country: int(count) for country, count in zip(words[::2], words[1::2], strict=True)})


def _cultures(text: str) -> MappingProxyType[str, tuple[str, ...]]:
    pairs = (token.split(":") for token in text.split())
    return MappingProxyType({country: tuple(names.split(",")) for country, names in pairs})


CHILDREN = _counts(_CHILDREN)
"""Children referred by country; the sum is the published 322."""

ADULTS = _counts(_ADULTS)
"""Adults referred by country; the sum is the published 932."""

CULTURE_OF = _cultures(_CULTURE)
"""Name tables from which people of a country are named."""
