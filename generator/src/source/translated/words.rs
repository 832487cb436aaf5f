//! The words of the layout in the languages of the published translations. A synonym is one entry in a table.

/// The words of a language.
pub(super) struct Language {
    /// How the names of its locales start.
    code: &'static str,
    /// Columns and types, in lower case, with the English of each.
    words: &'static [(&'static str, &'static str)],
    /// What says in a cell or sentence that there are several, in lower case.
    pub(super) collection: &'static [&'static str],
    /// Words between that say nothing.
    pub(super) particles: &'static [&'static str],
    /// How the header of a permission table calls the end with few privileges and the one with many.
    ends: &'static [(&'static str, &'static str)],
    /// How the sentence that names the base type says it, in lower case.
    pub(super) inherits: &'static [&'static str],
}

const LANGUAGES: &[Language] = &[CHINESE, FRENCH, GERMAN, JAPANESE, PORTUGUESE, RUSSIAN, SPANISH];

/// A language of which no word is known.
const UNKNOWN: &Language = &Language {
    code: "",
    words: &[],
    collection: &[],
    particles: &[],
    ends: &[],
    inherits: &[],
};

impl Language {
    /// The language of a locale.
    pub(super) fn of(locale: &str) -> &'static Self {
        let code = locale.split('-').next().unwrap_or_default();
        LANGUAGES
            .iter()
            .find(|language| language.code.eq_ignore_ascii_case(code))
            .unwrap_or(UNKNOWN)
    }

    /// The English of a word.
    pub(super) fn word(&self, text: &str) -> Option<&'static str> {
        let key = text.trim().trim_matches(['*', ':', '：', '.']).to_lowercase();
        let found = self.words.iter().find(|(word, _)| *word == key);
        found.map(|(_, english)| *english)
    }

    /// The order in which the header says that permissions are listed.
    pub(super) fn order(&self, header: &str) -> Option<&'static str> {
        let header = header.to_lowercase();
        let (_, inner) = header.split_once(['(', '（'])?;
        self.ends.iter().find_map(|(least, most)| {
            let (least, most) = (inner.find(least)?, inner.find(most)?);
            Some(if least < most {
                "from least to most privileged"
            } else {
                "from most to least privileged"
            })
        })
    }
}

const CHINESE: Language = Language {
    code: "zh",
    words: &[
        ("二进制", "Binary"),
        ("值", "Value"),
        ("关系", "Relationship"),
        ("参数", "Parameter"),
        ("名称", "Name"),
        ("字符串", "String"),
        ("属性", "Property"),
        ("布尔", "Boolean"),
        ("布尔值", "Boolean"),
        ("成员", "Member"),
        ("描述", "Description"),
        ("整数", "Integer"),
        ("方法", "Method"),
        ("无", "None"),
        ("权限类型", "Permission type"),
        ("标头", "Header"),
        ("流", "Stream"),
        ("类型", "Type"),
        ("说明", "Description"),
        ("返回类型", "Return type"),
    ],
    collection: &["集合"],
    particles: &["的"],
    ends: &[("最低", "最高"), ("最小", "最大"), ("最少", "最多")],
    inherits: &["继承自", "继承"],
};

const FRENCH: Language = Language {
    code: "fr",
    words: &[
        ("aucun", "None"),
        ("aucune", "None"),
        ("binaire", "Binary"),
        ("booléen", "Boolean"),
        ("booléenne", "Boolean"),
        ("chaîne", "String"),
        ("chaînes", "String"),
        ("description", "Description"),
        ("en-tête", "Header"),
        ("entier", "Integer"),
        ("flux", "Stream"),
        ("membre", "Member"),
        ("méthode", "Method"),
        ("nom", "Name"),
        ("paramètre", "Parameter"),
        ("propriété", "Property"),
        ("relation", "Relationship"),
        ("string", "String"),
        ("type", "Type"),
        ("type d'autorisation", "Permission type"),
        ("type de retour", "Return type"),
        ("type d’autorisation", "Permission type"),
        ("type renvoyé", "Return type"),
        ("valeur", "Value"),
        ("valeur booléenne", "Boolean"),
    ],
    collection: &["collection"],
    particles: &["de", "des", "d'objets"],
    ends: &[
        ("le moins", "le plus"),
        ("du moins", "au plus"),
        ("au moins", "du plus"),
        ("moins", "plus"),
    ],
    inherits: &["hérite de", "hérite du", "hérité de"],
};

const GERMAN: Language = Language {
    code: "de",
    words: &[
        ("berechtigungstyp", "Permission type"),
        ("beschreibung", "Description"),
        ("beziehung", "Relationship"),
        ("binär", "Binary"),
        ("boolesch", "Boolean"),
        ("boolescher wert", "Boolean"),
        ("datenstrom", "Stream"),
        ("datentyp", "Type"),
        ("eigenschaft", "Property"),
        ("element", "Member"),
        ("ganzzahl", "Integer"),
        ("kein", "None"),
        ("keine", "None"),
        ("kopfzeile", "Header"),
        ("methode", "Method"),
        ("mitglied", "Member"),
        ("name", "Name"),
        ("parameter", "Parameter"),
        ("rückgabetyp", "Return type"),
        ("string", "String"),
        ("typ", "Type"),
        ("wert", "Value"),
        ("zeichenfolge", "String"),
        ("zeichenfolgen", "String"),
    ],
    collection: &["-sammlung", "sammlung", "-auflistung", "auflistung", "collection"],
    particles: &["der", "von"],
    ends: &[
        ("wenigsten", "meisten"),
        ("geringsten", "höchsten"),
        ("niedrigsten", "höchsten"),
    ],
    inherits: &["erbt von", "geerbt von"],
};

const JAPANESE: Language = Language {
    code: "ja",
    words: &[
        ("なし", "None"),
        ("アクセス許可の種類", "Permission type"),
        ("ストリーム", "Stream"),
        ("バイナリ", "Binary"),
        ("パラメーター", "Parameter"),
        ("ブール", "Boolean"),
        ("ブール値", "Boolean"),
        ("ブール型", "Boolean"),
        ("プロパティ", "Property"),
        ("ヘッダー", "Header"),
        ("メソッド", "Method"),
        ("メンバー", "Member"),
        ("リレーションシップ", "Relationship"),
        ("値", "Value"),
        ("名前", "Name"),
        ("型", "Type"),
        ("戻り値の型", "Return type"),
        ("整数", "Integer"),
        ("文字列", "String"),
        ("種類", "Type"),
        ("説明", "Description"),
        ("関係", "Relationship"),
    ],
    collection: &["コレクション"],
    particles: &["の"],
    ends: &[("小さい", "大きい"), ("最小", "最大"), ("低い", "高い")],
    inherits: &["から継承", "を継承"],
};

const PORTUGUESE: Language = Language {
    code: "pt",
    words: &[
        ("binário", "Binary"),
        ("booleano", "Boolean"),
        ("booliano", "Boolean"),
        ("cabeçalho", "Header"),
        ("cadeia", "String"),
        ("cadeia caracteres", "String"),
        ("cadeias caracteres", "String"),
        ("descrição", "Description"),
        ("fluxo", "Stream"),
        ("inteiro", "Integer"),
        ("membro", "Member"),
        ("método", "Method"),
        ("nenhum", "None"),
        ("nenhuma", "None"),
        ("nome", "Name"),
        ("parâmetro", "Parameter"),
        ("propriedade", "Property"),
        ("relacionamento", "Relationship"),
        ("relação", "Relationship"),
        ("sequência caracteres", "String"),
        ("sequências caracteres", "String"),
        ("string", "String"),
        ("tipo", "Type"),
        ("tipo de permissão", "Permission type"),
        ("tipo de retorno", "Return type"),
        ("valor", "Value"),
        ("valor booliano", "Boolean"),
    ],
    collection: &["coleção", "conjunto"],
    particles: &["da", "de", "do"],
    ends: &[("menos", "mais")],
    inherits: &["herda de", "herdado de", "herda da", "herda do"],
};

const RUSSIAN: Language = Language {
    code: "ru",
    words: &[
        ("строка", "String"),
        ("строки", "String"),
        ("строковое значение", "String"),
        ("строк", "String"),
        ("двоичный", "Binary"),
        ("заголовок", "Header"),
        ("значение", "Value"),
        ("имя", "Name"),
        ("логический", "Boolean"),
        ("логическое", "Boolean"),
        ("логическое значение", "Boolean"),
        ("метод", "Method"),
        ("название", "Name"),
        ("нет", "None"),
        ("описание", "Description"),
        ("отношение", "Relationship"),
        ("параметр", "Parameter"),
        ("поток", "Stream"),
        ("свойство", "Property"),
        ("связь", "Relationship"),
        ("тип", "Type"),
        ("тип возвращаемого значения", "Return type"),
        ("тип возвращаемых данных", "Return type"),
        ("тип разрешения", "Permission type"),
        ("целое число", "Integer"),
        ("член", "Member"),
        ("элемент", "Member"),
        ("string", "String"),
    ],
    collection: &["коллекция", "коллекции", "коллекцию", "набор"],
    particles: &["из", "объектов"],
    ends: &[
        ("наименее", "наиболее"),
        ("наименьш", "наибольш"),
        ("с меньшим", "с большим"),
    ],
    inherits: &["наследуется от", "наследует от", "наследует", "наследуется из"],
};

const SPANISH: Language = Language {
    code: "es",
    words: &[
        ("binario", "Binary"),
        ("booleano", "Boolean"),
        ("booleana", "Boolean"),
        ("cadena", "String"),
        ("cadenas", "String"),
        ("descripción", "Description"),
        ("encabezado", "Header"),
        ("entero", "Integer"),
        ("método", "Method"),
        ("miembro", "Member"),
        ("ninguna", "None"),
        ("ninguno", "None"),
        ("nombre", "Name"),
        ("parámetro", "Parameter"),
        ("propiedad", "Property"),
        ("relación", "Relationship"),
        ("secuencia", "Stream"),
        ("string", "String"),
        ("tipo", "Type"),
        ("tipo de datos", "Type"),
        ("tipo de permiso", "Permission type"),
        ("tipo de valor devuelto", "Return type"),
        ("tipo devuelto", "Return type"),
        ("valor", "Value"),
        ("valor booleano", "Boolean"),
    ],
    collection: &["colección", "conjunto"],
    particles: &["de"],
    ends: &[("menos", "más")],
    inherits: &["hereda de", "heredado de"],
};
