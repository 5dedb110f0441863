namespace OneLink.Admin.Filters;

/// <summary>Something that can be filtered by.</summary>
/// <param name="Key">As clients name it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Sql">The expression of its value; of labels, the sub-query of those that the row has of <c>{values}</c>.</param>
/// <param name="Operators">Those allowed, in the order in which a refusal names them.</param>
internal sealed record FilterField(string Key, FilterKind Kind, string Sql, params IReadOnlyList<string> Operators)
{
    /// <summary>Stored numbers by name, of a choice.</summary>
    public IReadOnlyDictionary<string, long>? Choices { get; init; }

    /// <summary>A value that stands for all rows, e.g. <c>all</c>.</summary>
    public string? AllValue { get; init; }

    /// <summary>Whether "not equal" also lets by rows without a value, as it does for an account's own attributes.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Where its values can be looked up; null for nowhere but in the rows themselves.</summary>
    public FilterIndex? Index { get; init; }

    /// <summary>Whether parts of it are found by the index of trigrams of its table, which may find others as well.</summary>
    public bool IsInTextIndex { get; init; }

    /// <summary>Named parameter in <see cref="Sql"/> (the key of a JSON member) and its value.</summary>
    public (string Name, string Value)? Parameter { get; init; }
}
