namespace OneLink.Admin.Database.Moving;

/// <summary>Rows that are moved in one transaction.</summary>
/// <param name="Rows">Values in the order of the columns: <c>long</c>, <c>double</c>, <c>string</c>, <c>byte[]</c> or null.</param>
/// <param name="Position">Behind which the next batch begins, as the target keeps it.</param>
/// <param name="IsLast">Whether nothing is behind it.</param>
/// <param name="Altered">What PostgreSQL cannot hold and what stands in its place: a line a value.</param>
internal sealed record MovedBatch(IReadOnlyList<object?[]> Rows, string? Position, bool IsLast, IReadOnlyList<string> Altered);
