use graph_runtime::codegen as rt;

/// A session of a call.
pub struct Session {
    /// Key of the entity.
    pub id: Option<String>,
    /// Time at which the session started.
    pub start_date_time: Option<rt::OffsetDateTime>,
    /// Platform of the caller.
    pub platform: Option<super::super::PolicyPlatformType>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

rt::model! {
    #[inline]
    Session = "microsoft.graph.callRecords.session", write_type: false, types: super::super::TYPES, additional: additional;
    0 id: String = "id", ID;
    1 start_date_time: DateTime = "startDateTime", START_DATE_TIME;
    2 platform: Enum = "platform", PLATFORM;
}
