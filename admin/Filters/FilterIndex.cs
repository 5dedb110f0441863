namespace OneLink.Admin.Filters;

/// <summary>Where the values of a field are kept in order, for filters that fit few rows.</summary>
/// <param name="Owner">Column of the row's id.</param>
/// <param name="Rows">Table of the values, and the condition of the field.</param>
/// <param name="Text">Column, or expression, of the value as text.</param>
internal sealed record FilterIndex(string Owner, string Rows, string Text)
{
    /// <summary>So many different values of a field are gone through one by one, the others of its rows all together.</summary>
    private const int MostValues = 5_000;

    /// <summary>Whether rows whose flag is not set are there as well.</summary>
    public bool HoldsUnset { get; init; } = true;

    /// <summary>Whether no two rows have the same value.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Among the values of many fields of contacts (<c>contact_values</c>) or conversations.</summary>
    /// <param name="owner"><c>contact</c> or <c>conversation</c>.</param>
    /// <param name="field">Expression of the field's name.</param>
    public static FilterIndex OfValues(string owner, string field)
        => new(owner + "_id", $"{owner}_values WHERE account_id = @accountId AND field = {field}", "text_value");

    /// <summary>The statement of the ids of all rows that have a value.</summary>
    public string Ids() => $"SELECT {Owner} FROM {Rows}";

    /// <summary>The statement of the ids of all rows whose value compares.</summary>
    /// <param name="comparison">What comes after the value.</param>
    public string Ids(string comparison) => $"{Ids()} AND {Text} {comparison}";

    /// <summary>As <see cref="Ids(string)"/>, of values that are numbers.</summary>
    public string IdsOfNumbers(string comparison) => $"{Ids()} AND number_value {comparison}";

    /// <summary>The statement of the ids of all rows whose value fits; few different values make it quick, however many rows have them.</summary>
    /// <param name="fits">The condition of a value.</param>
    public string IdsOfFitting(Func<string, string> fits) => IsOwn ? $"{Ids()} AND {fits(Text)}" : $"""
        WITH RECURSIVE different (value) AS MATERIALIZED
          (SELECT MIN({Text}) FROM {Rows}
           UNION ALL
           SELECT (SELECT MIN({Text}) FROM {Rows} AND {Text} > different.value) FROM different WHERE different.value IS NOT NULL
           LIMIT {MostValues})
        {Ids()} AND {Text} IN (SELECT value FROM different WHERE {fits("value")})
        UNION ALL
        {Ids()} AND {Text} > (SELECT MAX(value) FROM different) AND {fits(Text)}
        """;
}
