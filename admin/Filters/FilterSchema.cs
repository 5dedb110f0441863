using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Database;

namespace OneLink.Admin.Filters;

/// <summary>Everything that rows of one table can be filtered by: its own fields, then the account's attributes.</summary>
/// <param name="Table">That is filtered.</param>
/// <param name="Owner">A row of it: <c>contact</c> or <c>conversation</c>.</param>
/// <param name="Fields">In the order in which a refusal names them.</param>
internal sealed record FilterSchema(string Table, string Owner, IReadOnlyList<FilterField> Fields)
{
    private static readonly string[] Comparing = [FilterOperator.EqualTo, FilterOperator.NotEqualTo];
    private static readonly string[] Present = [FilterOperator.IsPresent, FilterOperator.IsNotPresent];

    /// <summary>The field with a key.</summary>
    /// <param name="key">As the client names it.</param>
    /// <param name="definitions">The account's attributes of this table.</param>
    /// <param name="parameter">Name, of its own in the statement, for the key of an attribute.</param>
    /// <param name="dialect">How JSON is read.</param>
    public FilterField? Find(string key, IReadOnlyList<CustomAttributeDefinition> definitions, string parameter, ISqlDialect dialect)
        => Fields.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.Ordinal))
            ?? (definitions.FirstOrDefault(definition => string.Equals(definition.AttributeKey, key, StringComparison.Ordinal)) is { } own
                ? OfAttribute(own, parameter, dialect)
                : null);

    /// <summary>What an account's own attribute holds, and how it can be compared.</summary>
    public static (FilterKind Kind, IReadOnlyList<string> Operators) OfDisplayType(long displayType) => displayType switch
    {
        AttributeDisplayType.Number or AttributeDisplayType.Currency or AttributeDisplayType.Percent
            => (FilterKind.Number, [.. Comparing, .. Present, FilterOperator.IsGreaterThan, FilterOperator.IsLessThan]),
        AttributeDisplayType.Date
            => (FilterKind.DayText, [.. Comparing, .. Present, FilterOperator.IsGreaterThan, FilterOperator.IsLessThan, FilterOperator.DaysBefore]),
        AttributeDisplayType.Checkbox => (FilterKind.Flag, [.. Comparing, .. Present]),
        _ => (FilterKind.LoweredText, [.. Comparing, .. Present, FilterOperator.Contains, FilterOperator.DoesNotContain, FilterOperator.StartsWith]),
    };

    private FilterField OfAttribute(CustomAttributeDefinition definition, string parameter, ISqlDialect dialect)
    {
        var attributes = Table + ".custom_attributes";
        var text = dialect.JsonText(attributes, parameter);
        var (kind, operators) = OfDisplayType(definition.DisplayType);
        var sql = kind switch
        {
            FilterKind.Number => dialect.JsonNumber(attributes, parameter),
            FilterKind.DayText => $"substr({text}, 1, 10)",
            FilterKind.Flag => $"CASE WHEN {text} IN ('1', 'true') THEN 1 WHEN {text} IN ('0', 'false') THEN 0 END",
            _ => $"lower({text})",
        };
        return new FilterField(definition.AttributeKey, kind, sql, operators)
        {
            IsOptional = true,
            Parameter = (parameter, definition.AttributeKey),
            Index = FilterIndex.OfValues(Owner, $"'custom.' || {parameter}"),
        };
    }
}
