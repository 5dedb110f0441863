namespace OneLink.Admin.CustomAttributes;

/// <summary>What an account's attribute belongs to, as stored.</summary>
internal static class AttributeModel
{
    public const long Conversation = 0;
    public const long Contact = 1;
}
