using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.LinkClicks.Tracking;

namespace OneLink.Admin.Tests.LinkClicks.Tracking;

public sealed class TextUrlsTests
{
    [Theory]
    [InlineData("See https://a.example/x?y=1#z for more", "https://a.example/x?y=1#z")]
    [InlineData("https://a.example.", "https://a.example")]
    [InlineData("Have you seen https://a.example/x?", "https://a.example/x")]
    [InlineData("HTTPS://A.example/X!!", "HTTPS://A.example/X")]
    [InlineData("(see https://a.example/x)", "https://a.example/x")]
    [InlineData("https://a.example/x_(y) and (https://a.example/x_(y)).", "https://a.example/x_(y)|https://a.example/x_(y)")]
    [InlineData("[here](https://a.example/x), <https://b.example/>", "https://a.example/x|https://b.example/")]
    [InlineData("[https://a.example](https://a.example)", "https://a.example|https://a.example")]
    [InlineData("*https://a.example/x* _https://b.example/y_ ~https://c.example/z~", "https://a.example/x|https://b.example/y|https://c.example/z")]
    [InlineData("https://a.example/x_ stays", "https://a.example/x_")]
    [InlineData("\"https://a.example\" “https://b.example/” 'https://c.example'", "https://a.example|https://b.example/|https://c.example")]
    [InlineData("请看https://a.example/x。谢谢", "https://a.example/x")]
    [InlineData("زوروا https://a.example/x، شكرا", "https://a.example/x")]
    [InlineData("https://münchen.example/straße", "https://münchen.example/straße")]
    [InlineData("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x")]
    [InlineData("a\nhttp://a.example\r\nhttp://b.example\tc", "http://a.example|http://b.example")]
    [InlineData("`https://a.example` ```\nhttps://b.example\n``` https://c.example", "https://c.example")]
    [InlineData("https:// http://. ://a.example ftp://a.example xhttps://a.example mailto:a@a.example", "")]
    [InlineData("https://a.example\u200Bhttps://b.example", "https://a.example|https://b.example")]
    [InlineData("{\"a\":\"https://a.example/{x}\"}", "https://a.example/{x}")]
    public void Find_InWhatPeopleWrite_IsWhatTheyWouldTap(string text, string expected)
        => Assert.Equal(expected, string.Join('|', TextUrls.Find(text).Select(span => text.Substring(span.Start, span.Length))));

    [Fact]
    public void Replace_WhateverStandsAround_LeavesEverythingElse()
    {
        var replacements = new Dictionary<string, string>(StringComparer.Ordinal) { ["https://a.example/x"] = "https://s/1" };
        Assert.Equal("[b](https://s/1), https://b.example (https://s/1) https://a.example/xy", TextUrls.Replace("[b](https://a.example/x), https://b.example (https://a.example/x) https://a.example/xy", replacements));
    }

    /// <summary>Whatever the text: spans follow each other within it, hold what was looked for, and the text is put together again from them.</summary>
    [Fact]
    public void Find_AnyText_SpansAreInOrderAndReplacingByThemselvesChangesNothing()
    {
        var pieces = Gen.Elements(
            "https://", "http://", "a.example", "/x", "?", ".", ",", ")", "(", "[", "]", "*", "_", "`", "```", " ", "\n", "。", "é", "\uD800", "&", "#", "{", "}", "\"", "»", "\u200D");
        Prop.ForAll(
            Arb.From(pieces.ArrayOf().Select(string.Concat)),
            text =>
            {
                var end = 0;
                foreach (var (start, length) in TextUrls.Find(text))
                {
                    var url = text.Substring(start, length);
                    Assert.True(start >= end && start + length <= text.Length);
                    Assert.Matches(@"^https?://[^\s]+$", url);
                    end = start + length;
                }

                var same = TextUrls.Find(text).Select(span => text.Substring(span.Start, span.Length)).Distinct(StringComparer.Ordinal).ToDictionary(url => url, StringComparer.Ordinal);
                Assert.Equal(text, TextUrls.Replace(text, same));
            }).QuickCheckThrowOnFailure();
    }
}
