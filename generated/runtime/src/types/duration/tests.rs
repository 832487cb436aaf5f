use proptest::prelude::*;

use super::Duration;

#[test]
fn parts_are_read() {
    let duration: Duration = "-P1Y2M3W4DT5H6M7.000000008S".parse().unwrap();
    assert!(duration.is_negative());
    assert_eq!(
        (
            duration.years(),
            duration.months(),
            duration.weeks(),
            duration.days()
        ),
        (1, 2, 3, 4)
    );
    assert_eq!(
        (duration.hours(), duration.minutes(), duration.seconds()),
        (5, 6, 7)
    );
    assert_eq!(duration.nanoseconds(), 8);
}

#[test]
fn every_text_is_written_back_as_it_came() {
    for text in [
        "PT0S",
        "P0D",
        "P0Y0M0DT0H0M0S",
        "PT1.50S",
        "-PT10M",
        "P1W",
        "PT36H",
        "+P1D",
        "PT0.1234567890S",
    ] {
        assert_eq!(text.parse::<Duration>().unwrap().to_string(), text);
    }
}

#[test]
fn equality_is_that_of_the_parts() {
    let parse = |text: &str| text.parse::<Duration>().unwrap();
    assert_eq!(parse("PT1.50S"), parse("PT1.5S"));
    assert_eq!(parse("P0D"), Duration::default());
    assert_ne!(parse("PT60S"), parse("PT1M"));
    assert_ne!(parse("PT1S"), parse("-PT1S"));
}

#[test]
fn what_is_no_duration_is_refused() {
    for text in [
        "",
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1",
        "PT1D",
        "P1H",
        "PT1S2M",
        "P1M1Y",
        "PT.5S",
        "PT1.S",
        "PT-1S",
        "PT+1S",
        "P1D ",
        "p1d",
        "PD",
        "PT1M1",
        "P99999999999999999999D",
        "PT1.5H",
        "PT١S",
        "--P1D",
    ] {
        assert!(text.parse::<Duration>().is_err(), "{text}");
    }
}

#[test]
fn lengths_of_other_libraries() {
    let parse = |text: &str| text.parse::<Duration>().unwrap();
    assert_eq!(
        time::Duration::try_from(&parse("-PT1.5S")),
        Ok(time::Duration::milliseconds(-1500))
    );
    assert!(std::time::Duration::try_from(&parse("-PT1S")).is_err());
    assert!(std::time::Duration::try_from(&parse("P1M")).is_err());
    assert!(std::time::Duration::try_from(&parse("P18446744073709551615W")).is_err());
    assert_eq!(
        std::time::Duration::try_from(&parse("P1W")),
        Ok(std::time::Duration::from_secs(604_800))
    );
    assert_eq!(
        Duration::from(time::Duration::milliseconds(-1500)).to_string(),
        "-PT1.5S"
    );
    assert_eq!(
        Duration::from(std::time::Duration::MAX)
            .to_string()
            .parse::<Duration>()
            .unwrap()
            .seconds(),
        15
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[-+]?P?[0-9YMWDTHS.,]{0,20}|\\PC{0,20}") {
        if let Ok(duration) = text.parse::<Duration>() {
            prop_assert_eq!(duration.to_string(), text);
        }
    }

    #[test]
    fn a_length_comes_back(seconds: u64, nanoseconds in 0u32..1_000_000_000) {
        let length = std::time::Duration::new(seconds, nanoseconds);
        let duration: Duration = Duration::from(length).to_string().parse().unwrap();
        prop_assert_eq!(std::time::Duration::try_from(&duration), Ok(length));
    }
}
