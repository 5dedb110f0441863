namespace OneLink.Analytics.Embedded.Statements;

/// <summary>How a statement is to be run.</summary>
internal enum StatementKind
{
    /// <summary>Nothing but blanks and comments.</summary>
    Empty,

    /// <summary>INSERT with its data after FORMAT or VALUES: runs as a stream.</summary>
    InsertData,

    /// <summary>SELECT: its rows can be streamed.</summary>
    Select,

    /// <summary>Anything else: runs to its end, then gives its output.</summary>
    Other,
}
