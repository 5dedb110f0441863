namespace OneLink.Admin.Filters;

/// <summary>A filter as SQL: what comes after <c>WHERE</c>, empty for everything, and the values it names.</summary>
internal sealed record FilterCondition(string Sql, IReadOnlyDictionary<string, object> Parameters);
