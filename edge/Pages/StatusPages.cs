using System.Buffers;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Pages;

/// <summary>The bodies of answers that lead nowhere: a heading and a sentence, made once for each language.</summary>
internal static class StatusPages
{
    private static readonly byte[][] NotFound = InAllLanguages(PageText.Lost, PageText.LostWhy);
    private static readonly byte[][] Expired = InAllLanguages(PageText.Over, PageText.OverWhy);
    private static readonly byte[][] Unavailable = InAllLanguages(PageText.Busy, PageText.BusyWhy);

    /// <summary>For programs, in the language of their authors.</summary>
    private static readonly byte[] MethodNotAllowed = Page("Method not allowed"u8, "This link answers GET and HEAD."u8, PageLanguage.English);

    /// <summary>Whether the page is one of these.</summary>
    public static bool Contain(RedirectPage page)
        => page is RedirectPage.NotFound or RedirectPage.Expired or RedirectPage.Unavailable or RedirectPage.MethodNotAllowed;

    public static ReadOnlySpan<byte> BodyOf(RedirectPage page, PageLanguage language) => page switch
    {
        RedirectPage.Robots => "User-agent: *\nDisallow: /\n"u8,
        RedirectPage.Expired => Expired[(int)language],
        RedirectPage.MethodNotAllowed => MethodNotAllowed,
        RedirectPage.Unavailable => Unavailable[(int)language],
        RedirectPage.NotFound => NotFound[(int)language],
        _ => default,
    };

    private static byte[][] InAllLanguages(PageText heading, PageText text)
        => Array.ConvertAll(Enum.GetValues<PageLanguage>(), language => Page(heading.In(language), text.In(language), language));

    private static byte[] Page(ReadOnlySpan<byte> heading, ReadOnlySpan<byte> text, PageLanguage language)
    {
        var page = new ArrayBufferWriter<byte>();
        Html.Begin(heading, language, color: default, nonce: default, page);
        Html.Heading(heading, page);
        Html.Paragraph(text, page);
        Html.End(page);
        return page.WrittenSpan.ToArray();
    }
}
