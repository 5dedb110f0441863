using System.Text;
using OneLink.Shared.Clicks;
using OneLink.Shared.Devices;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Tests.Routing;

public class LinkCompilerTests
{
    private readonly LinkCompiler _compiler = new();

    [Fact]
    public void Compile_PlainLink_IsSixteenBytesAndItsUrl()
    {
        ReadOnlySpan<byte> bytes = _compiler.Compile(0x0102030405060708, Plain(), 7);
        Assert.Equal("04070100" + "2A000000" + "0807060504030201" + Convert.ToHexString("https://example.com/"u8), Convert.ToHexString(bytes));
        var link = new CompiledLink(bytes);
        Assert.Equal("https://example.com/", Text(link.Url));
        Assert.Equal(42u, link.AccountId);
        Assert.Equal(0x0102030405060708UL, link.LinkId);
        Assert.Equal(302, link.RedirectStatus);
        Assert.True(link.Has(LinkFlags.ForwardQuery));
        Assert.False(link.Has(LinkFlags.Disabled));
        Assert.True(link.Target(Platform.Ios).DeepLink.IsEmpty);
        Assert.Equal(7, CompiledLink.GenerationOf(bytes));
    }

    [Fact]
    public void Compile_EverySection_IsReadBack()
    {
        LinkDocument document = Plain();
        document.Url = "https://example.com/?utm_source=mail&utm_content=x";
        document.DeepLinkPath = "app://open/1";
        document.ActiveFromMs = 1;
        document.ExpiresAtMs = 2;
        document.ExpiredUrl = "https://example.com/over";
        document.Enabled = false;
        document.Indexable = true;
        document.Brand = new Brand { Name = "Ä", Title = "T", Color = "#ff0000" };
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Android, Package = "com.example", FallbackUrl = "https://play.example/" });

        var link = new CompiledLink(_compiler.Compile(1, document, 1).ToArray());
        Assert.True(link.Has(LinkFlags.Disabled));
        Assert.True(link.Has(LinkFlags.Indexable));
        Assert.True(link.Schedule.IsOver(2));
        Assert.False(link.Schedule.IsOver(1));
        Assert.True(link.Schedule.IsPending(0));
        Assert.Equal("https://example.com/over", Text(link.Schedule.ExpiredUrl));
        Assert.Equal("mail", Text(UtmBlock.Get(link.Utm, 0)));
        Assert.Equal("x", Text(UtmBlock.Get(link.Utm, 4)));
        Assert.Equal("Ä", Text(link.Brand.Name));
        Assert.Equal("T", Text(link.Brand.Title));
        Assert.Equal("#ff0000", Text(link.Brand.Color));
        LinkTarget android = link.Target(Platform.Android);
        Assert.Equal("app://open/1", Text(android.DeepLink));
        Assert.Equal("com.example", Text(android.Package));
        Assert.Equal("https://play.example/", Text(android.FallbackUrl));
        Assert.True(link.Target(Platform.Ios).FallbackUrl.IsEmpty);
    }

    /// <summary>The levels of api/links.md, "Link": own entry, the entry it falls to, the link; null names it.</summary>
    [Theory]
    [InlineData(Platform.IpadOs, "ios", "app://ipad")]
    [InlineData(Platform.Ios, "ios", "app://ios")]
    [InlineData(Platform.Android, "", "")]
    [InlineData(Platform.Windows, "windows", "")]
    [InlineData(Platform.MacOs, "desktop", "")]
    [InlineData(Platform.Linux, "desktop", "")]
    [InlineData(Platform.ChromeOs, "desktop", "")]
    [InlineData(Platform.Other, "other", "")]
    public void Compile_Platforms_FallFieldByField(Platform platform, string fallback, string deepLink)
    {
        LinkDocument document = Plain();
        document.DeepLinkPath = "app://link";
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Ios, FallbackUrl = "ios", DeepLinkPath = "app://ios" });
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Ipados, DeepLinkPath = "app://ipad" });
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Android, DeepLinkPath = "" });
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Desktop, FallbackUrl = "desktop", DeepLinkPath = "app://desktop" });
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Windows, FallbackUrl = "windows" });
        document.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Other, FallbackUrl = "other" });

        LinkTarget target = new CompiledLink(_compiler.Compile(1, document, 1)).Target(platform);
        Assert.Equal(fallback, Text(target.FallbackUrl));
        Assert.Equal(deepLink, Text(target.DeepLink));
    }

    [Fact]
    public void Compile_LinkWithASection_HasItsUrlBehindIt()
    {
        LinkDocument document = Plain();
        document.MaxClicks = 9;
        Assert.Equal(
            "04070120" + "2A000000" + "0100000000000000" + "0C000000" + "08000000" + "0900000000000000" + Convert.ToHexString("https://example.com/"u8),
            Convert.ToHexString(_compiler.Compile(1, document, 7)));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void Compile_EachStatus_IsReadBack(int status)
    {
        LinkDocument document = Plain();
        document.RedirectStatus = (uint)status;
        Assert.Equal(status, new CompiledLink(_compiler.Compile(1, document, 1)).RedirectStatus);
    }

    [Theory]
    [InlineData("https://example.com/\r\nX: y", 302)]
    [InlineData("https://example.com/ü", 302)]
    [InlineData("", 302)]
    [InlineData("https://example.com/", 200)]
    [InlineData("https://example.com/", 65838)]
    public void Compile_BrokenDocument_GivesNothing(string url, int status)
    {
        LinkDocument document = Plain();
        document.Url = url;
        document.RedirectStatus = (uint)status;
        Assert.True(_compiler.Compile(1, document, 1).IsEmpty);
    }

    [Fact]
    public void CompileUnreadable_Always_FailsClosed()
    {
        var link = new CompiledLink(_compiler.CompileUnreadable(9, 3));
        Assert.True(link.IsCurrentLayout);
        Assert.True(link.Has(LinkFlags.Unreadable));
        Assert.True(link.Url.IsEmpty);
    }

    private static LinkDocument Plain() => new()
    {
        AccountId = 42,
        Url = "https://example.com/",
        RedirectStatus = 302,
        ForwardQuery = true,
        Enabled = true,
    };

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
