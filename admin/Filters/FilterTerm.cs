using System.Globalization;
using System.Text;

namespace OneLink.Admin.Filters;

/// <summary>The condition of one row.</summary>
internal sealed class FilterTerm
{
    private const string AllRows = "1 = 1";

    /// <summary>Comes after every text that begins with what is before it.</summary>
    private const string Last = "\U0010FFFF";

    private readonly Dictionary<string, object> _parameters = new(StringComparer.Ordinal);
    private readonly FilterField _field;
    private readonly FilterTermContext _context;
    private string _sql = "";

    private FilterTerm(FilterField field, FilterTermContext context)
    {
        (_field, _context) = (field, context);
        if (field.Parameter is { } parameter)
        {
            _parameters.Add(parameter.Name.TrimStart('@'), parameter.Value);
        }
    }

    /// <summary>The statement of the ids of all rows that fit, and maybe others, from an index; null where there is none.</summary>
    public string? Source { get; private set; }

    /// <param name="field">What is compared; the operator is one of its own.</param>
    /// <param name="row">With what.</param>
    /// <param name="context">Where it stands.</param>
    /// <returns>Null where the values do not fit the field.</returns>
    public static FilterTerm? Of(FilterField field, FilterRow row, FilterTermContext context)
    {
        var term = new FilterTerm(field, context);
        var first = row.Values is [var given, ..] ? given : null;
        var isMade = row.Operator switch
        {
            FilterOperator.IsPresent => term.Presence(isPresent: true),
            FilterOperator.IsNotPresent => term.Presence(isPresent: false),
            FilterOperator.DaysBefore => FilterValues.Days(first) is { } days && term.Earlier(context.Today.AddDays(-days)),
            FilterOperator.Contains or FilterOperator.DoesNotContain => FilterValues.Part(field, first) is { } part
                && term.Holding(row.Operator is FilterOperator.Contains, part),
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

    private bool Presence(bool isPresent)
    {
        if (_field.Kind == FilterKind.Labels)
        {
            return Labelled(isPresent, "1 = 1", _field.Index?.Ids());
        }

        return Set($"{_field.Sql} IS {(isPresent ? "NOT NULL" : "NULL")}", isPresent ? _field.Index?.Ids() : null);
    }

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
            return Labelled(isEqual, $"title IN {list}", _field.Index?.Ids($"IN {list}"));
        }

        return isEqual
            ? Set($"{_field.Sql} IN {list}", EqualitySource(values, list))
            : Set($"{_field.Sql} NOT IN {list}" + (_field.IsOptional ? $" OR {_field.Sql} IS NULL" : ""));
    }

    private bool OnDay(DateOnly day, bool isEqual)
    {
        var within = $"{_field.Sql} >= {Parameter("from", Start(day))} AND {_field.Sql} < {Parameter("until", Start(day.AddDays(1)))}";
        return Set(isEqual ? within : $"NOT ({within})");
    }

    private bool Labelled(bool isCarried, string values, string? source)
    {
        var carried = $"EXISTS ({_field.Sql.Replace("{values}", values, StringComparison.Ordinal)})";
        return isCarried ? Set(carried, source) : Set("NOT " + carried);
    }

    private string? EqualitySource(List<object?> values, string list) => _field.Kind switch
    {
        FilterKind.Number => _field.Index?.IdsOfNumbers($"IN {list}"),
        FilterKind.Flag when values.Contains(0L) => _field.Index is { HoldsUnset: true } index && !values.Contains(1L) ? index.Ids("IN ('0', 'false')") : null,
        FilterKind.Flag => _field.Index?.Ids("IN ('1', 'true')"),
        FilterKind.DayText => values is [DateOnly day]
            ? _field.Index?.Ids(Between(Parameter("since", Text(day)), Text(day)))
            : null,
        _ => _field.Index?.Ids($"IN {Beginnings(values, list)}"),
    };

    /// <summary>As much of the values as indexes hold.</summary>
    private string Beginnings(List<object?> values, string list)
    {
        var kept = values.Select(static value => value is string text ? FilterIndex.Beginning(text) : value).ToList();
        return kept.SequenceEqual(values) ? list : Parameter("beginnings", kept);
    }

    /// <summary>Compares with all texts that begin so.</summary>
    private string Between(string parameter, string beginning) => $"BETWEEN {parameter} AND {Parameter("end", beginning + Last)}";

    private bool Holding(bool isHeld, string part)
    {
        var parameter = Parameter("part", part);
        var held = _context.Dialect.Contains(_field.Sql, parameter);
        return isHeld ? Set(held, HoldingSource(part, parameter)) : Set($"NOT ({held})");
    }

    private string? HoldingSource(string part, string parameter)
        => _field.IsInTextIndex ? TextIndexSource(part) : _field.Index?.IdsOfFitting(value => _context.Dialect.Contains(value, parameter));

    private string? TextIndexSource(string part)
        => _context.Dialect.TextIndexTerm(_context.AccountId, part) is { } term ? _context.Dialect.TextIndexIds(_context.Table, Parameter("term", term)) : null;

    private bool Comparison(string name, object value) => (name, value) switch
    {
        (FilterOperator.StartsWith, string text) => Beginning(text),
        (FilterOperator.IsGreaterThan, DateOnly day) => Later(day),
        (FilterOperator.IsLessThan, DateOnly day) => Earlier(day),
        (FilterOperator.IsGreaterThan, _) => Compared(">", value),
        (FilterOperator.IsLessThan, _) => Compared("<", value),
        _ => false,
    };

    private bool Beginning(string text)
    {
        var part = Parameter("part", text);
        return Set(
            $"substr({_field.Sql}, 1, CAST({Parameter("length", (long)text.EnumerateRunes().Count())} AS INTEGER)) = {part}",
            _field.IsInTextIndex ? TextIndexSource(text) : BeginningSource(text, part));
    }

    private string? BeginningSource(string text, string part)
    {
        var kept = FilterIndex.Beginning(text);
        return _field.Index?.Ids(Between(kept.Length == text.Length ? part : Parameter("beginning", kept), kept));
    }

    private bool Compared(string sign, object value)
    {
        var comparison = $"{sign} {Parameter("value", value)}";
        return Set($"{_field.Sql} {comparison}", _field.Index?.IdsOfNumbers(comparison));
    }

    /// <summary>After the day.</summary>
    private bool Later(DateOnly day) => _field.Kind == FilterKind.Time
        ? Set($"{_field.Sql} >= {Parameter("day", Start(day.AddDays(1)))}")
        : OnSide(">", day);

    /// <summary>Before the day.</summary>
    private bool Earlier(DateOnly day) => _field.Kind == FilterKind.Time
        ? Set($"{_field.Sql} < {Parameter("day", Start(day))}")
        : OnSide("<", day);

    private bool OnSide(string sign, DateOnly day)
    {
        var comparison = $"{sign} {Parameter("day", Text(day))}";
        return Set($"{_field.Sql} {comparison}", _field.Index?.Ids(comparison));
    }

    private bool Set(string sql, string? source = null)
    {
        (_sql, Source) = (sql, source);
        return true;
    }

    private string Parameter(string name, object value)
    {
        _parameters.Add(_context.Prefix + name, value);
        return "@" + _context.Prefix + name;
    }

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
