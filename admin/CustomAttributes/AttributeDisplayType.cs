namespace OneLink.Admin.CustomAttributes;

/// <summary>What an account's attribute holds, as stored.</summary>
internal static class AttributeDisplayType
{
    public const long Text = 0;
    public const long Number = 1;
    public const long Currency = 2;
    public const long Percent = 3;
    public const long Link = 4;
    public const long Date = 5;
    public const long List = 6;
    public const long Checkbox = 7;
}
