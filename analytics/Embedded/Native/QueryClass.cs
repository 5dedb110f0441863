namespace OneLink.Analytics.Embedded.Native;

/// <summary><c>chdb_query_class</c>, from the least to the most restricted.</summary>
internal enum QueryClass : uint
{
    /// <summary>Leaves no trace.</summary>
    ReadOnly = 0,

    /// <summary>Changes a database.</summary>
    Mutating = 1,

    /// <summary>Changes something beside the databases: functions, users, named collections.</summary>
    MutatingGlobal = 2,

    /// <summary>Changes the session (SET, USE) or the engine (SYSTEM, KILL), or writes files.</summary>
    Control = 3,

    /// <summary>Did not parse.</summary>
    Unknown = 4,
}
