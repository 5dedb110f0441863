namespace OneLink.Admin.Filters;

/// <summary>How a filter compares, as clients name it.</summary>
internal static class FilterOperator
{
    public const string EqualTo = "equal_to";
    public const string NotEqualTo = "not_equal_to";
    public const string Contains = "contains";
    public const string DoesNotContain = "does_not_contain";
    public const string StartsWith = "starts_with";
    public const string IsPresent = "is_present";
    public const string IsNotPresent = "is_not_present";
    public const string IsGreaterThan = "is_greater_than";
    public const string IsLessThan = "is_less_than";
    public const string DaysBefore = "days_before";

    public static bool NeedsNoValue(string name) => name is IsPresent or IsNotPresent;
}
