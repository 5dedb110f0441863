using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>The parameters of a stats query by name. Unknown ones are errors: a misspelt filter must not look like an answer.</summary>
internal sealed class StatsParameters
{
    private static readonly string[] Common = [.. StatsQueryDescription.Common.Select(parameter => parameter.Name)];

    private static readonly string[] OfLink = [.. Common, .. ClickDimensions.OfLink];
    private static readonly string[] OfAccount = [.. Common, .. ClickDimensions.OfAccount.Except(Common, StringComparer.Ordinal)];

    private readonly IQueryCollection _query;
    private readonly FieldErrors _errors;

    public StatsParameters(IQueryCollection query, StatsExtent extent, FieldErrors errors)
    {
        var known = extent == StatsExtent.Link ? OfLink : OfAccount;
        _query = query;
        _errors = errors;
        foreach (var name in query.Keys.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            var hint = ClosestName.To(name, known) is { } closest ? $"did you mean \"{closest}\"? " : "";
            errors.Add(name, $"is not a known parameter; {hint}Known are {string.Join(", ", known)}.");
        }
    }

    public bool Has(string name) => _query.ContainsKey(name);

    /// <summary>Values separated by commas; none of them, or nothing but a minus sign, is as if the name were not given.</summary>
    public IReadOnlyList<string> Filter(string name)
        => [.. _query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).Where(value => value is not ("" or "-"))];

    /// <returns>Null where it is not given, or given more than once, which is an error.</returns>
    public string? Single(string name)
    {
        if (!_query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values.Count == 1)
        {
            return values[0] ?? "";
        }

        _errors.Add(name, "is given more than once.");
        return null;
    }

    /// <summary>Values separated by commas, from all places where the name is given.</summary>
    public IReadOnlyList<string> List(string name)
    {
        if (!_query.TryGetValue(name, out var values))
        {
            return [];
        }

        var list = values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (list.Exists(value => value.Length == 0))
        {
            _errors.Add(name, "has an empty value.");
        }

        return list;
    }

    /// <summary>One of the names in <paramref name="choices"/>.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T otherwise)
    {
        if (Single(name) is not { } value)
        {
            return otherwise;
        }

        if (choices.TryGetValue(value, out var choice))
        {
            return choice;
        }

        _errors.Add(name, $"must be one of {string.Join(", ", choices.Keys)}.");
        return otherwise;
    }
}
