//! Words of these rules in the languages of the published translations: Chinese, French, German, Japanese, Portuguese,
//! Russian and Spanish. The layout of such pages is written in English before they are read (`source/translated.rs`); their
//! prose stays as it is.

/// What announces a list of values. Only ASCII letters are compared in any case.
pub(super) const POSSIBLE_VALUES: &[&str] = &[
    "可能的值包括",
    "可能的值是",
    "可能的值为",
    "可能的值",
    "可能值",
    "可取值为",
    "可取值",
    "valeurs possibles sont",
    "valeurs possibles",
    "valeurs sont possibles",
    "mögliche werte sind",
    "mögliche werte",
    "使用可能な値は次のとおりです",
    "可能な値は次のとおりです",
    "可能な値は",
    "可能な値",
    "valores possíveis são",
    "possíveis valores são",
    "valores possíveis incluem",
    "valores possíveis",
    "возможные значения",
    "Возможные значения",
    "допустимые значения",
    "Допустимые значения",
    "возможны следующие значения",
    "Возможны следующие значения",
    "valores posibles son",
    "posibles valores son",
    "valores posibles",
];

/// Statements that a value must be sent, in lower case.
const REQUIRED: &[&str] = &[
    "必填",
    "必需",
    "必需项",
    "obligatoire",
    "requis",
    "erforderlich",
    "必須",
    "必須です",
    "obrigatório",
    "обязательно",
    "обязательное свойство",
    "обязательный",
    "обязательное",
    "obligatorio",
    "necesario",
    "requerido",
];

/// Statements that a value need not be sent, in lower case.
const OPTIONAL: &[&str] = &[
    "可选",
    "facultatif",
    "optionnel",
    "省略可能",
    "省略可能です",
    "opcional",
    "необязательно",
    "необязательный",
    "необязательное",
];

/// Statements that a value is the service's to set, in lower case.
const READ_ONLY: &[&str] = &[
    "只读",
    "lecture seule",
    "en lecture seule",
    "schreibgeschützt",
    "読み取り専用",
    "読み取り専用です",
    "somente leitura",
    "только для чтения",
    "solo lectura",
    "sólo lectura",
    "de solo lectura",
];

/// Whether a word stands between the last two values of a list.
pub(super) fn is_conjunction(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "和",
        "或",
        "或者",
        "et",
        "ou",
        "und",
        "oder",
        "および",
        "または",
        "e",
        "и",
        "или",
        "y",
        "o",
    ];
    WORDS.contains(&word)
}

/// Whether a statement says that a value must be sent, or need not be.
pub(super) fn required(statement: &str) -> Option<bool> {
    let statement = statement.to_lowercase();
    let is_of = |statements: &[&str]| statements.contains(&statement.as_str());
    (is_of(REQUIRED) || is_of(OPTIONAL)).then(|| is_of(REQUIRED))
}

/// Whether a statement says that a value is the service's to set.
pub(super) fn is_read_only(statement: &str) -> bool {
    READ_ONLY.contains(&statement.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::rules::possible_values::possible_values;
    use crate::rules::prose::Prose;
    use crate::rules::read_only::is_read_only;
    use crate::rules::required::required;
    use crate::rules::text;

    #[test]
    fn values_and_statements_in_other_languages() {
        for (description, values, is_required, read_only) in [
            (
                "罐子的状态。可取值为：`new`、`old` 或 `gone`。只读。",
                "new,old,gone",
                None,
                true,
            ),
            ("可能的值包括： `new` 、`old`", "new,old", None, false),
            (
                "Уровень. Возможные значения: `new`, `old`. Обязательно.",
                "new,old",
                Some(true),
                false,
            ),
            ("Имя банки. Только для чтения.", "", None, true),
            (
                "Os possíveis valores são: `new` e `old`. Somente leitura.",
                "new,old",
                None,
                true,
            ),
            (
                "Os valores possíveis são: `new`, `old`. Obrigatório.",
                "new,old",
                Some(true),
                false,
            ),
            (
                "Mögliche Werte: `new`, `old` oder `gone`. Schreibgeschützt.",
                "new,old,gone",
                None,
                true,
            ),
            (
                "Les valeurs possibles sont `new` et `old`. Facultatif.",
                "new,old",
                Some(false),
                false,
            ),
            (
                "Los valores posibles son: `new` o `old`. Solo lectura.",
                "new,old",
                None,
                true,
            ),
            (
                "状態。可能な値は、`new`、`old`、または `gone` です。読み取り専用です。",
                "new,old,gone",
                None,
                true,
            ),
            ("必須です。", "", Some(true), false),
        ] {
            let source = text(description);
            let prose = Prose::new(&source);
            let found = possible_values(&prose, &mut Diagnostics::new());
            let names: Vec<&str> = found.iter().map(|value| value.name.value.as_str()).collect();
            let found = (names.join(","), required(&prose), is_read_only(&prose));
            assert_eq!(
                found,
                (values.to_owned(), is_required, read_only),
                "{description}"
            );
        }
    }
}
