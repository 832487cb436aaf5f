//! The events between two times, in a time zone.

use graph_corpus::v1;
use graph_corpus::v1::models::{DateTimeTimeZone, Event};

use crate::sent::sent;

#[test]
fn a_view_of_the_calendar_has_a_time_zone() {
    let view = v1::users()
        .id("adele@contoso.com")
        .calendar_view()
        .list("2026-12-01T00:00:00", "2026-12-08T00:00:00")
        .header("Prefer", "outlook.timezone=\"Pacific Standard Time\"")
        .select([Event::SUBJECT, Event::START])
        .order_by([Event::START.property(DateTimeTimeZone::DATE_TIME)]);
    assert_eq!(
        sent(&view),
        "GET /v1.0/users/adele@contoso.com/calendarView?startDateTime=2026-12-01T00:00:00&endDateTime=2026-12-08T00:00:00\
         &$select=subject,start&$orderby=start/dateTime\nprefer: outlook.timezone=\"Pacific Standard Time\""
    );
}
