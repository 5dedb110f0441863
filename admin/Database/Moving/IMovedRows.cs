namespace OneLink.Admin.Database.Moving;

/// <summary>The rows of one table of the target, as the source has them, in an order that stays.</summary>
internal interface IMovedRows
{
    /// <summary>The target's table.</summary>
    string Table { get; }

    IReadOnlyList<MovedColumn> Columns { get; }

    /// <param name="position">Of the batch before; null for the first.</param>
    /// <param name="limit">Most rows.</param>
    MovedBatch Read(string? position, int limit);
}
