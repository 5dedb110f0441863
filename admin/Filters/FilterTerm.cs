using System.Globalization;
using System.Text;
using OneLink.Admin.Database;

namespace OneLink.Admin.Filters;

/// <summary>The condition of one row.</summary>
internal sealed class FilterTerm
{
    private const string AllRows = "1 = 1";

    private readonly Dictionary<string, object> _parameters = new(StringComparer.Ordinal);
    private readonly FilterField _field;
    private readonly string _prefix;
    private string _sql = "";

    private FilterTerm(FilterField field, string prefix)
    {
        (_field, _prefix) = (field, prefix);
        if (field.Parameter is { } parameter)
        {
            _parameters.Add(parameter.Name.TrimStart('@'), parameter.Value);
        }
    }

    /// <param name="field">What is compared; the operator is one of its own.</param>
    /// <param name="row">With what.</param>
    /// <param name="prefix">Of the names of its parameters.</param>
    /// <param name="dialect">How text is looked into.</param>
    /// <param name="today">Day from which days are counted, UTC.</param>
    /// <returns>Null where the values do not fit the field.</returns>
    public static FilterTerm? Of(FilterField field, FilterRow row, string prefix, ISqlDialect dialect, DateOnly today)
    {
        var term = new FilterTerm(field, prefix);
        var first = row.Values is [var given, ..] ? given : null;
        var isMade = row.Operator switch
        {
            FilterOperator.IsPresent => term.Presence(isPresent: true),
            FilterOperator.IsNotPresent => term.Presence(isPresent: false),
            FilterOperator.DaysBefore => FilterValues.Days(first) is { } days && term.Earlier(today.AddDays(-days)),
            FilterOperator.Contains or FilterOperator.DoesNotContain => FilterValues.Part(field, first) is { } part
                && term.Holding(row.Operator is FilterOperator.Contains, part, dialect),
            FilterOperator.EqualTo or FilterOperator.NotEqualTo => term.Equality(row, isEqual: row.Operator is FilterOperator.EqualTo),
            _ => first is not null && FilterValues.Read(field, first) is { } value && term.Comparison(row.Operator, value),
        };
        return isMade ? term : null;
    }

    public void AddTo(StringBuilder sql, Dictionary<string, object> parameters)
    {
        sql.Append('(').Append(_sql).Append(')');
        foreach (var (name, value) in _parameters)
        {
            parameters.Add(name, value);
        }
    }

    private bool Presence(bool isPresent) => _field.Kind == FilterKind.Labels
        ? Set($"{_field.RowId} {(isPresent ? "IN" : "NOT IN")} ({_field.Sql.Replace(" AND {values}", "", StringComparison.Ordinal)})")
        : Set($"{_field.Sql} IS {(isPresent ? "NOT NULL" : "NULL")}");

    private bool Equality(FilterRow row, bool isEqual)
    {
        if (_field.AllValue is { } all && row.Values.Any(node => node is not null && string.Equals(node.ToString(), all, StringComparison.Ordinal)))
        {
            return Set(isEqual ? AllRows : "1 = 0");
        }

        var values = row.Values.Select(node => FilterValues.Read(_field, node)).ToList();
        if (values.Count == 0 || values.Contains(null))
        {
            return false;
        }

        if (_field.Kind == FilterKind.Time)
        {
            return OnDay((DateOnly)values[0]!, isEqual);
        }

        var list = Parameter("values", values.Select(value => value is DateOnly day ? Text(day) : value).ToList());
        if (_field.Kind == FilterKind.Labels)
        {
            return Set($"{_field.RowId} {(isEqual ? "IN" : "NOT IN")} ({_field.Sql.Replace("{values}", $"title IN {list}", StringComparison.Ordinal)})");
        }

        return Set(isEqual
            ? $"{_field.Sql} IN {list}"
            : $"{_field.Sql} NOT IN {list}" + (_field.IsOptional ? $" OR {_field.Sql} IS NULL" : ""));
    }

    private bool OnDay(DateOnly day, bool isEqual)
    {
        var within = $"{_field.Sql} >= {Parameter("from", Start(day))} AND {_field.Sql} < {Parameter("until", Start(day.AddDays(1)))}";
        return Set(isEqual ? within : $"NOT ({within})");
    }

    private bool Holding(bool isHeld, string part, ISqlDialect dialect)
    {
        var held = dialect.Contains(_field.Sql, Parameter("part", part));
        return Set(isHeld ? held : $"NOT ({held})");
    }

    private bool Comparison(string name, object value) => (name, value) switch
    {
        (FilterOperator.StartsWith, string text) => Set($"substr({_field.Sql}, 1, {Parameter("length", (long)text.EnumerateRunes().Count())}) = {Parameter("part", text)}"),
        (FilterOperator.IsGreaterThan, DateOnly day) => Later(day),
        (FilterOperator.IsLessThan, DateOnly day) => Earlier(day),
        (FilterOperator.IsGreaterThan, _) => Set($"{_field.Sql} > {Parameter("value", value)}"),
        (FilterOperator.IsLessThan, _) => Set($"{_field.Sql} < {Parameter("value", value)}"),
        _ => false,
    };

    /// <summary>After the day.</summary>
    private bool Later(DateOnly day) => _field.Kind == FilterKind.Time
        ? Set($"{_field.Sql} >= {Parameter("day", Start(day.AddDays(1)))}")
        : Set($"{_field.Sql} > {Parameter("day", Text(day))}");

    /// <summary>Before the day.</summary>
    private bool Earlier(DateOnly day) => _field.Kind == FilterKind.Time
        ? Set($"{_field.Sql} < {Parameter("day", Start(day))}")
        : Set($"{_field.Sql} < {Parameter("day", Text(day))}");

    private bool Set(string sql)
    {
        _sql = sql;
        return true;
    }

    private string Parameter(string name, object value)
    {
        _parameters.Add(_prefix + name, value);
        return "@" + _prefix + name;
    }

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
