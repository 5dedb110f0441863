using FsCheck;
using FsCheck.Fluent;

namespace OneLink.Shared.Tests.Links;

/// <summary>Slugs as people want them, and some that they cannot have.</summary>
internal static class SlugTexts
{
    private static readonly string[] Parts =
    [
        "a", "Z", "7", "-", "_", ".", "~", "/", "é", "É", "e\u0301", "ẞ", "ß", "İ", "ı", "Σ", "ς", "σ", "K", "\u212B", "Å", "H\u0331", "ẖ", "Ⱥ",
        "한", "\u1112\u1161\u11AB", "ש\u05C1\u05BC", "क\u093C", "\u0958", "🦣", "👩🏽‍🚀", "❤️", "🇩🇪", "Ꭰ", "ꭰ", "Ǆ", "ǅ", "𐐀", "Ω", "Ω", "ᾳ", "Ὠ\u0345",
    ];

    internal static Gen<string> Any() =>
        Gen.OneOf(
            Gen.Elements(Parts).NonEmptyListOf().Select(string.Concat),
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null && text.All(c => !char.IsSurrogate(c))));
}
