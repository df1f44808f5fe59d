"""American and Oceanian name tables of the demo nation: common names only, put together at random."""

from manumit.cli.demo.nation.names.culture import Culture, culture

AMERICAS: tuple[Culture, ...] = (
    culture(
        "brazilian",
        "BRA",
        "pt",
        "Silva Santos Oliveira Souza Pereira Lima Gonçalves Araújo Conceição Magalhães Simões",
        "Ana~Paula Juliana Patrícia Luciana Débora Vitória Lívia Conceição",
        "João Antônio José~Carlos Márcio Flávio Sebastião Luís Rogério",
        double=True,
    ),
    culture(
        "colombian",
        "COL",
        "es",
        "Rodríguez Gutiérrez Quiñones Peña Castaño Zúñiga Restrepo Cárdenas",
        "Yurani Marisol Ángela Paola Luz~Marina Ximena",
        "Jhon~Fredy Andrés Óscar Germán Wilmer Édgar",
        double=True,
    ),
    culture(
        "jamaican",
        "JAM",
        "en",
        "Campbell Grant Gordon Reid Bailey Francis Powell Morrison",
        "Shanice Keisha Marcia Nadine Sherene Tanisha",
        "Delroy Leroy Andre Damian Winston Errol",
    ),
    culture(
        "american",
        "USA",
        "en",
        "Johnson Miller Davis Anderson Moore Harris Nelson Rivera Cooper Peterson",
        "Ashley Madison Brittany Megan Samantha Hailey",
        "Tyler Brandon Justin Austin Logan Mason",
    ),
    culture(
        "australian",
        "AUS",
        "en",
        "Mitchell Campbell Stewart Kelly Robinson Hughes Watson Fraser",
        "Kylie Bronwyn Sheree Matilda Imogen",
        "Lachlan Bruce Darcy Angus Callum",
    ),
)
