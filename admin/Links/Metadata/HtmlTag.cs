using System.Net;

namespace OneLink.Admin.Links.Metadata;

/// <summary>A start tag of a page.</summary>
/// <param name="Name">Lower case.</param>
/// <param name="Attributes">Names in lower case; values decoded. Of one given twice, the first.</param>
/// <param name="Text">What is between <c>&lt;title&gt;</c> and its end, decoded; empty for every other tag.</param>
internal readonly record struct HtmlTag(string Name, IReadOnlyDictionary<string, string> Attributes, string Text)
{
    public string this[string attribute] => Attributes.GetValueOrDefault(attribute, "");

    public static string Decode(ReadOnlySpan<char> text) => text.Contains('&') ? WebUtility.HtmlDecode(text.ToString()) : text.ToString();
}
