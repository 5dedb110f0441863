using System.Globalization;
using System.Text;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.Database;

namespace OneLink.Admin.Filters;

/// <summary>
/// Makes a condition of the rows of a filter. Rows are joined as they stand, without brackets, so that AND binds more
/// tightly than OR; nothing a client writes is ever part of the SQL.
/// </summary>
internal sealed class FilterCompiler(ISqlDialect dialect, TimeProvider clock)
{
    /// <summary>More rows are no filter that a person made.</summary>
    private const int MaxRows = 100;

    public FilterOutcome Compile(long accountId, FilterSchema schema, IReadOnlyList<CustomAttributeDefinition> definitions, IReadOnlyList<FilterRow> rows)
    {
        if (rows.Count > MaxRows)
        {
            return new FilterOutcome($"A filter may have at most {MaxRows} rows.");
        }

        var sql = new StringBuilder();
        var parameters = new Dictionary<string, object>(StringComparer.Ordinal);
        var fields = new HashSet<string>(StringComparer.Ordinal);
        var sources = new List<string>();
        var isConjunction = true;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var prefix = string.Create(CultureInfo.InvariantCulture, $"filter{i}_");
            if (schema.Find(row.AttributeKey, definitions, $"@{prefix}key", dialect) is not { } field)
            {
                return new FilterOutcome(UnknownKey(schema, row.AttributeKey));
            }

            if (!field.Operators.Contains(row.Operator, StringComparer.Ordinal))
            {
                return new FilterOutcome($"Invalid operator. The allowed operators for {field.Key} are [{string.Join(',', field.Operators)}].");
            }

            if (FilterTerm.Of(field, row, new FilterTermContext(accountId, schema.Table, prefix, dialect, Today)) is not { } term)
            {
                return new FilterOutcome($"Invalid value. The values provided for {field.Key} are invalid");
            }

            fields.Add(field.Key);
            term.AddTo(sql, parameters);
            sources.AddRange(term.Source is null ? [] : [term.Source]);
            if (i < rows.Count - 1)
            {
                if (!TryJoin(sql, row.QueryOperator, out var isAnd))
                {
                    return new FilterOutcome("Query operator must be either \"AND\" or \"OR\".");
                }

                isConjunction &= isAnd;
            }
        }

        return new FilterOutcome(new FilterCondition(sql.ToString(), parameters, fields) { Sources = isConjunction ? sources : [] });
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static bool TryJoin(StringBuilder sql, string? queryOperator, out bool isAnd)
    {
        var name = queryOperator?.Trim().ToUpperInvariant();
        isAnd = name is "AND";
        if (name is not ("AND" or "OR"))
        {
            return false;
        }

        sql.Append(' ').Append(name).Append(' ');
        return true;
    }

    private static string UnknownKey(FilterSchema schema, string key)
        => $"Invalid attribute key - [{key}]. The key should be one of [{string.Join(',', schema.Fields.Select(field => field.Key))}] or a custom attribute defined in the account.";
}
