namespace OneLink.Admin.Filters;

/// <summary>A filter as SQL.</summary>
/// <param name="Sql">What comes after <c>WHERE</c>, empty for everything.</param>
/// <param name="Parameters">The values it names.</param>
/// <param name="Fields">Keys of what it compares.</param>
internal sealed record FilterCondition(string Sql, IReadOnlyDictionary<string, object> Parameters, IReadOnlySet<string> Fields)
{
    /// <summary>
    /// Statements of ids, read from indexes, each of which finds all rows that fit, and maybe others. They name the
    /// parameters as well.
    /// </summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
