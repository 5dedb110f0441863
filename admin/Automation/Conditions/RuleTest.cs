using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Automation.Conditions;

/// <summary>
/// Makes a test of one condition. What is not there equals nothing and contains nothing, so that "not equal" and "does not
/// contain" hold for it.
/// </summary>
internal static class RuleTest
{
    /// <param name="attribute">What is asked; the operator is one of its own.</param>
    /// <param name="condition">With what it is compared.</param>
    /// <returns>Null where the values do not fit the attribute.</returns>
    public static Func<RuleSubject, bool>? Of(RuleAttribute attribute, RuleCondition condition) => condition.Operator switch
    {
        FilterOperator.IsPresent => subject => IsPresent(attribute.Value(subject)),
        FilterOperator.IsNotPresent => subject => !IsPresent(attribute.Value(subject)),
        FilterOperator.EqualTo => Values(attribute, condition) is { } values ? subject => IsAnyOf(attribute.Value(subject), values) : null,
        FilterOperator.NotEqualTo => Values(attribute, condition) is { } values ? subject => !IsAnyOf(attribute.Value(subject), values) : null,
        FilterOperator.Contains => Parts(attribute, condition) is { } parts ? subject => HoldsAny(attribute.Value(subject), parts) : null,
        FilterOperator.DoesNotContain => Parts(attribute, condition) is { } parts ? subject => !HoldsAny(attribute.Value(subject), parts) : null,
        FilterOperator.StartsWith => Values(attribute, condition) is { } values ? subject => BeginsWithAny(attribute.Value(subject), values) : null,
        FilterOperator.IsGreaterThan => Values(attribute, condition) is [var bound, ..] ? subject => Order(attribute.Value(subject), bound) > 0 : null,
        FilterOperator.IsLessThan => Values(attribute, condition) is [var bound, ..] ? subject => Order(attribute.Value(subject), bound) < 0 : null,
        FilterOperator.DaysBefore => condition.List is [var first, ..] && FilterValues.Days(first) is { } days
            ? subject => Order(attribute.Value(subject), subject.Today.AddDays(-days)) < 0
            : null,
        RuleAttribute.AttributeChanged => Change(attribute, condition),
        _ => null,
    };

    private static List<object>? Values(RuleAttribute attribute, RuleCondition condition)
        => All(condition.List.Select(node => FilterValues.Read(attribute.Kind, attribute.Choices, node)));

    private static List<string>? Parts(RuleAttribute attribute, RuleCondition condition)
        => All(condition.List.Select(node => FilterValues.Part(attribute.Kind, node)));

    /// <returns>Null where one is missing, or all.</returns>
    private static List<T>? All<T>(IEnumerable<T?> values)
        where T : class
    {
        var read = new List<T>();
        foreach (var value in values)
        {
            if (value is null)
            {
                return null;
            }

            read.Add(value);
        }

        return read.Count > 0 ? read : null;
    }

    private static bool IsPresent(object? value) => value is IReadOnlyList<string> labels ? labels.Count > 0 : value is not null;

    private static bool IsAnyOf(object? value, List<object> values)
        => value is IReadOnlyList<string> labels ? labels.Any(values.Contains) : value is not null && values.Contains(value);

    private static bool HoldsAny(object? value, List<string> parts)
        => value is string text && parts.Exists(part => text.Contains(part, StringComparison.Ordinal));

    private static bool BeginsWithAny(object? value, List<object> beginnings)
        => value is string text && beginnings.Exists(beginning => text.StartsWith((string)beginning, StringComparison.Ordinal));

    /// <returns>How the value stands to a bound; 0 also where they cannot be compared.</returns>
    private static int Order(object? value, object bound) => (value, bound) switch
    {
        (DateOnly day, DateOnly other) => day.CompareTo(other),
        (long or double, long or double) => Convert.ToDouble(value, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(bound, CultureInfo.InvariantCulture)),
        _ => 0,
    };

    /// <summary>An empty list, or none, stands for any value; null, <c>nil</c> and <c>none</c> for none.</summary>
    private static Func<RuleSubject, bool>? Change(RuleAttribute attribute, RuleCondition condition)
    {
        if (condition.Values is not JsonObject change || Names(change["from"]) is not { } from || Names(change["to"]) is not { } to)
        {
            return null;
        }

        return subject => subject.Changes.ByName.TryGetValue(attribute.Key, out var told)
            && (from.Count == 0 || from.Contains(Name(told.Previous)))
            && (to.Count == 0 || to.Contains(Name(told.Current)));
    }

    private static HashSet<string>? Names(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list when list.All(item => item is null or JsonValue) => [.. list.Select(Name)],
        JsonValue single => [Name(single)],
        _ => null,
    };

    private static string Name(JsonNode? node) => node?.ToString() is { } text and not ("nil" or "none") ? text : "";
}
