using System.Text;
using OneLink.Shared.DeepLinks;
using OneLink.Shared.Routing;
using OneLink.Shared.Tests.Routing;

namespace OneLink.Shared.Tests.DeepLinks;

public sealed class ChatAddressTests
{
    private const ulong High = 0x0123456789AB7DEF;
    private const ulong Low = 0x8123456789ABCDEF;

    private static readonly string Code = Clicks.ClickCodeTests.CodeOf((High, Low));

    [Theory]
    [InlineData("https://wa.me/4915112345678", "https://wa.me/4915112345678?text=%23CODE")]
    [InlineData("https://wa.me/49151?text=Hello%20there", "https://wa.me/49151?text=Hello%20there%20%23CODE")]
    [InlineData("https://wa.me/49151?text=&lang=de#x", "https://wa.me/49151?text=%23CODE&lang=de#x")]
    [InlineData("https://wa.me/49151?lang=de", "https://wa.me/49151?lang=de&text=%23CODE")]
    [InlineData("https://api.whatsapp.com/send?phone=49151&text=Hi", "https://api.whatsapp.com/send?phone=49151&text=Hi%20%23CODE")]
    [InlineData("whatsapp://send?phone=49151", "whatsapp://send?phone=49151&text=%23CODE")]
    [InlineData("https://t.me/acme_bot", "https://t.me/acme_bot?start=CODE")]
    [InlineData("https://t.me/acme_bot?start=sale", "https://t.me/acme_bot?start=sale_CODE")]
    [InlineData("https://t.me/ada?text=Hi", "https://t.me/ada?text=Hi%20%23CODE")]
    [InlineData("tg://resolve?domain=acme_bot&start=a", "tg://resolve?domain=acme_bot&start=a_CODE")]
    [InlineData("https://m.me/acme?ref=spring", "https://m.me/acme?ref=spring_CODE")]
    [InlineData("https://ig.me/m/acme", "https://ig.me/m/acme?ref=CODE")]
    public void Chat_GetsTheCode_WhereItReachesWhoAnswers(string url, string coded) => Assert.Equal(coded.Replace("CODE", Code, StringComparison.Ordinal), WithCode(url));

    [Theory]
    [InlineData("https://acme.com/?text=Hi")]
    [InlineData("https://wa.me/")]
    [InlineData("https://wa.me/message/ABC")]
    [InlineData("https://wa.me/c/49151")]
    [InlineData("https://wa.menu/49151")]
    [InlineData("https://t.me/acme/17")]
    [InlineData("https://t.me/+AbCdEf")]
    [InlineData("https://t.me/acme_bot?start=0123456789012345678901234567890123456789012345678901234")]
    [InlineData("https://ig.me/acme")]
    [InlineData("https://api.whatsapp.com/sendsomething")]
    [InlineData("")]
    public void Address_ThatOpensNoChatWithRoom_StaysAsItIs(string url) => Assert.Null(WithCode(url));

    [Fact]
    public void Link_ThatLeadsToAChatAnywhere_IsMarked_AndCarriesTheCodeWhereItIsAskedFor()
    {
        var plain = Router.Link();
        var byRule = Router.Link(link => link.Rules.Add(Router.Rule(new OneLink.Shared.Feed.Condition { Platforms = { "ios" } }, "https://wa.me/49151")));
        Assert.False(new CompiledLink(new LinkCompiler().Compile(1, plain, 1)).Has(LinkFlags.Chat));
        Assert.True(new CompiledLink(new LinkCompiler().Compile(1, byRule, 1)).Has(LinkFlags.Chat));

        Assert.Equal("https://wa.me/49151", Router.Ask(byRule, Router.IPhone).Location);
        Assert.Matches("^https://wa\\.me/49151\\?text=%23[0-9A-Z]{10}$", Router.Ask(byRule, Router.IPhone, carriesCode: true).Location);
        Assert.Equal("https://link/", Router.Ask(byRule, carriesCode: true).Location);
    }

    private static string? WithCode(string url)
    {
        var buffer = new byte[url.Length + 64];
        return ChatAddress.TryAddCode(Encoding.ASCII.GetBytes(url), High, Low, buffer, out var written) ? Encoding.ASCII.GetString(buffer, 0, written) : null;
    }
}
