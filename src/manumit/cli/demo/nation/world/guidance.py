"""Library entries of the demo: bibliographic facts of public documents, with abstracts in our own words."""

from manumit.cli.demo.nation.model import GuidanceEntry

GUIDANCE: tuple[GuidanceEntry, ...] = (
    GuidanceEntry("strategy-2011", "Human Trafficking: The Government's Strategy", "HM Government", 2011, "NCJ 237682", 32, "strategy",
                  "Sets four aims for the United Kingdom: care for victims, early action abroad, a smarter border and coordinated enforcement."),
    GuidanceEntry("palermo-2000", "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children",
                  "United Nations", 2000, "A/RES/55/25, annex II", 0, "treaty",
                  "Gives the definition of trafficking by act, means and purpose on which most national law now rests."),
    GuidanceEntry("coe-2005", "Convention on Action against Trafficking in Human Beings", "Council of Europe", 2005, "CETS 197", 0, "treaty",
                  "Obliges states to identify victims, to give them time to recover and to help them whether or not they testify."),
    GuidanceEntry("eu-2011-36", "Directive on preventing and combating trafficking in human beings and protecting its victims",
                  "European Parliament and Council", 2011, "2011/36/EU", 0, "law",
                  "Sets common minimum rules on offences, penalties, prevention and the protection of victims in the European Union."),
    GuidanceEntry("ceop-2010", "Strategic Threat Assessment: Child Trafficking in the UK", "Child Exploitation and Online Protection Centre",
                  2010, "", 0, "assessment", "Counts 287 children who may have been trafficked and describes how and from where they came."),
    GuidanceEntry("acumen-2010", "Setting the Record: The trafficking of migrant women in the England and Wales off-street prostitution sector",
                  "Association of Chief Police Officers", 2010, "Project Acumen", 0, "research",
                  "Estimates that at least 2,600 women had been trafficked for sexual exploitation in England and Wales."),
    GuidanceEntry("ilo-29", "Forced Labour Convention", "International Labour Organization", 1930, "C029", 0, "treaty",
                  "Calls on states to end forced labour and defines it as work under menace and without free consent."),
    GuidanceEntry("crc-1989", "Convention on the Rights of the Child", "United Nations", 1989, "A/RES/44/25", 0, "treaty",
                  "Makes the best interests of the child a first concern and asks for measures against the sale and traffic of children."),
    GuidanceEntry("msa-2015", "Modern Slavery Act 2015", "Parliament of the United Kingdom", 2015, "2015 c. 30", 0, "law",
                  "Brings the offences together and adds a defence for victims, a commissioner and a duty to notify."),
    GuidanceEntry("paxlst-2016", "PAXLST Message Implementation Guide, version 6.0", "WCO, IATA and ICAO", 2016, "", 0, "standard",
                  "Describes how carriers send advance passenger information in the UN/EDIFACT passenger list message."),
    GuidanceEntry("icao-9303", "Machine Readable Travel Documents", "International Civil Aviation Organization", 2021, "Doc 9303, eighth edition",
                  0, "standard", "Specifies the layout, check digits and codes of passports, visas and cards that machines read."),
    GuidanceEntry("idmg-2012", "First Annual Report of the Inter-Departmental Ministerial Group on Human Trafficking", "HM Government", 2012,
                  "", 0, "report", "Reviews a year of the strategy and reports 946 referrals in 2011, 712 adults and 234 children."),
)  # fmt: skip
"""Twelve public documents; `pages` is 0 and `number` empty where our sources do not state them."""
