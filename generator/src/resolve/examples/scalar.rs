//! Values in another form than that of their primitive type, of which there is no doubt what they mean.

use serde_json::Value;

use crate::graph::Scalar;
use crate::model::examples::scalar::round_trip;

/// The value that a text in quotes spells, where the type is a boolean or a number: `"true"`, `"12"`.
pub(super) fn unquoted(scalar: Scalar, value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    match scalar {
        Scalar::Bool => text.to_ascii_lowercase().parse().ok().map(Value::Bool),
        Scalar::Int32 | Scalar::Double | Scalar::Decimal => text.parse().ok().map(Value::Number),
        _ => None,
    }
    .filter(|value| round_trip(scalar, value).is_ok())
}

/// The value that a text spells as a date or a time of another kind: a date means midnight UTC where a time belongs, a
/// date and time means its date where a date belongs, and blanks mean nothing: `2018-10-04T00: 58: 45Z`.
pub(super) fn redated(scalar: Scalar, value: &Value) -> Option<Value> {
    let text: String = value.as_str()?.split_whitespace().collect();
    let reads = |scalar, text: &str| round_trip(scalar, &Value::from(text)).ok();
    match scalar {
        Scalar::DateTime => {
            let date = reads(Scalar::Date, &text).map(|_| format!("{text}T00:00:00Z"));
            reads(scalar, date.as_deref().unwrap_or(&text))
        }
        Scalar::Date => {
            let time = reads(Scalar::DateTime, &text)?;
            reads(scalar, time.as_str()?.split_once('T')?.0)
        }
        Scalar::TimeOfDay => reads(scalar, &text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::redated;
    use crate::graph::Scalar;

    #[test]
    fn a_date_is_read_as_a_time_and_the_other_way_round() {
        for (scalar, text, meant) in [
            (Scalar::DateTime, "1974-07-22", Some("1974-07-22T00:00:00Z")),
            (
                Scalar::DateTime,
                "2018-10-04T00: 58: 45.340Z",
                Some("2018-10-04T00:58:45.34Z"),
            ),
            (Scalar::Date, "2020-09-08T12:02:30.667Z", Some("2020-09-08")),
            (Scalar::Date, " 2020-09-08 ", None),
            (Scalar::DateTime, "1974-02-30", None),
            (Scalar::DateTime, "datetime-value", None),
            (Scalar::String, "1974-07-22", None),
        ] {
            assert_eq!(
                redated(scalar, &json!(text)),
                meant.map(|text| json!(text)),
                "{text}"
            );
        }
    }
}
