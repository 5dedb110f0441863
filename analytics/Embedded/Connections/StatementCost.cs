namespace OneLink.Analytics.Embedded.Connections;

/// <summary>What a statement read, wrote and gave, as <c>X-ClickHouse-Summary</c> reports it.</summary>
internal readonly record struct StatementCost
{
    internal ulong ReadRows { get; init; }

    internal ulong ReadBytes { get; init; }

    /// <summary>Includes the rows that dependent views wrote.</summary>
    internal ulong WrittenRows { get; init; }

    internal ulong WrittenBytes { get; init; }

    internal ulong ResultRows { get; init; }

    internal ulong ResultBytes { get; init; }

    public static StatementCost operator +(StatementCost left, StatementCost right) => new()
    {
        ReadRows = left.ReadRows + right.ReadRows,
        ReadBytes = left.ReadBytes + right.ReadBytes,
        WrittenRows = left.WrittenRows + right.WrittenRows,
        WrittenBytes = left.WrittenBytes + right.WrittenBytes,
        ResultRows = left.ResultRows + right.ResultRows,
        ResultBytes = left.ResultBytes + right.ResultBytes,
    };
}
