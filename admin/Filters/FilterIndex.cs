using System.Globalization;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Filters;

/// <summary>Where the values of a field are kept in order, for filters that fit few rows.</summary>
/// <param name="Owner">Column of the row's id.</param>
/// <param name="Rows">Table of the values, and the condition of the field.</param>
/// <param name="Text">Column, or expression, of the value as text.</param>
internal sealed record FilterIndex(string Owner, string Rows, string Text)
{
    /// <summary>So many different values of a field are gone through one by one, the others of its rows all together.</summary>
    private const int MostValues = 5_000;

    /// <summary>
    /// Of a text only what it begins with is kept among the values (migration 0077): no index of PostgreSQL holds more. So a
    /// longer text is looked for by its beginning, which may find others as well.
    /// </summary>
    private const int MostLetters = 300;

    /// <summary>Whether rows whose flag is not set are there as well.</summary>
    public bool HoldsUnset { get; init; } = true;

    /// <summary>Whether no two rows have the same value.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Among the values of many fields of contacts (<c>contact_values</c>) or conversations.</summary>
    /// <param name="owner"><c>contact</c> or <c>conversation</c>.</param>
    /// <param name="field">Expression of the field's name.</param>
    public static FilterIndex OfValues(string owner, string field)
        => new(owner + "_id", $"{owner}_values WHERE account_id = @accountId AND field = {field}", "text_value");

    /// <summary>As much of a text as is kept.</summary>
    public static string Beginning(string text) => TextRules.Beginning(text, MostLetters);

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
        WITH RECURSIVE different (value, number) AS MATERIALIZED
          (SELECT MIN({Text}), 1 FROM {Rows}
           UNION ALL
           SELECT (SELECT MIN({Text}) FROM {Rows} AND {Text} > different.value), number + 1 FROM different
           WHERE different.value IS NOT NULL AND number < {MostValues})
        {Ids()} AND {Text} IN (SELECT value FROM different WHERE {MayFit(fits, "value")})
        UNION ALL
        {Ids()} AND {Text} > (SELECT MAX(value) FROM different) AND {MayFit(fits, Text)}
        """;

    private static string MayFit(Func<string, string> fits, string value)
        => string.Create(CultureInfo.InvariantCulture, $"({fits(value)} OR length({value}) = {MostLetters})");
}
