using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Database;

namespace OneLink.Admin.Filters;

/// <summary>Everything that rows of one table can be filtered by: its own fields, then the account's attributes.</summary>
/// <param name="Fields">In the order in which a refusal names them.</param>
/// <param name="AttributesColumn">Column of the account's own attributes.</param>
internal sealed record FilterSchema(IReadOnlyList<FilterField> Fields, string AttributesColumn)
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

    private FilterField OfAttribute(CustomAttributeDefinition definition, string parameter, ISqlDialect dialect)
    {
        var text = dialect.JsonText(AttributesColumn, parameter);
        FilterField field = definition.DisplayType switch
        {
            AttributeDisplayType.Number or AttributeDisplayType.Currency or AttributeDisplayType.Percent => new(
                definition.AttributeKey,
                FilterKind.Number,
                dialect.JsonNumber(AttributesColumn, parameter),
                [.. Comparing, .. Present, FilterOperator.IsGreaterThan, FilterOperator.IsLessThan]),
            AttributeDisplayType.Date => new(
                definition.AttributeKey,
                FilterKind.DayText,
                $"substr({text}, 1, 10)",
                [.. Comparing, .. Present, FilterOperator.IsGreaterThan, FilterOperator.IsLessThan, FilterOperator.DaysBefore]),
            AttributeDisplayType.Checkbox => new(
                definition.AttributeKey,
                FilterKind.Flag,
                $"CASE WHEN {text} IN ('1', 'true') THEN 1 WHEN {text} IN ('0', 'false') THEN 0 END",
                [.. Comparing, .. Present]),
            _ => new(
                definition.AttributeKey,
                FilterKind.LoweredText,
                $"lower({text})",
                [.. Comparing, .. Present, FilterOperator.Contains, FilterOperator.DoesNotContain, FilterOperator.StartsWith]),
        };
        return field with { IsOptional = true, Parameter = (parameter, definition.AttributeKey) };
    }
}
