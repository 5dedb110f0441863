using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Tests.Routing;

/// <summary>Each kind of condition, and how they combine (api/links contract, "Rule conditions").</summary>
public sealed class RuleConditionsTests
{
    [Theory]
    [InlineData("en-UK", true)]
    [InlineData("en", true)]
    [InlineData("EN-gb", true)]
    [InlineData("es, en-US, fr", true)]
    [InlineData("fr-FR, es;q=0.9, en;q=0.9", true)]
    [InlineData("fr-FR, en;q=0.95", true)]
    [InlineData("fr-FR, en;q=1.0", true)]
    [InlineData("fr-FR, en;q=0.5", false)]
    [InlineData("fr-FR, en;q=0.89", false)]
    [InlineData("fr-FR, en; q=0.5", false)]
    [InlineData("fr, en;q=x", false)]
    [InlineData("*", false)]
    [InlineData("", false)]
    [InlineData("eng", false)]
    [InlineData("e", false)]
    public void Language_English_IsMetByWhatTheVisitorReallyAsksFor(string header, bool holds)
        => Assert.Equal(holds, Holds(new Condition { Languages = { "en" } }, language: header));

    [Fact]
    public void Language_MorePreciseRange_IsNotMetByTheWholeLanguage()
    {
        Assert.False(Holds(new Condition { Languages = { "fr-fr" } }, language: "fr"));
        Assert.True(Holds(new Condition { Languages = { "fr-fr" } }, language: "fr-FR"));
    }

    [Theory]
    [InlineData("foo", "bar", QueryMatch.Equal, "foo=bar", true)]
    [InlineData("foo", "bar", QueryMatch.Equal, "x=1&foo=bar", true)]
    [InlineData("foo", "bar", QueryMatch.Equal, "foo=baz", false)]
    [InlineData("foo", "bar", QueryMatch.Equal, "foo=bar2", false)]
    [InlineData("foo", "bar", QueryMatch.Equal, "foo=ba", false)]
    [InlineData("foo", "bar", QueryMatch.Equal, "", false)]
    [InlineData("foo", "bar", QueryMatch.Equal, "foo=baz&foo=bar", true)]
    [InlineData("foo", "a b", QueryMatch.Equal, "foo=a+b", true)]
    [InlineData("foo", "a b", QueryMatch.Equal, "foo=a%20b", true)]
    [InlineData("ä", "ö", QueryMatch.Equal, "%C3%A4=%c3%b6", true)]
    [InlineData("foo", "", QueryMatch.Present, "foo=anything", true)]
    [InlineData("foo", "", QueryMatch.Present, "foo", true)]
    [InlineData("foo", "", QueryMatch.Present, "foobar=1", false)]
    [InlineData("foo", "", QueryMatch.Valueless, "foo", true)]
    [InlineData("foo", "", QueryMatch.Valueless, "foo=", true)]
    [InlineData("foo", "", QueryMatch.Valueless, "foo=1", false)]
    public void Query_Parameter_IsComparedDecoded(string name, string value, QueryMatch match, string query, bool holds)
        => Assert.Equal(holds, Holds(new Condition { Query = { new QueryCondition { Name = name, Value = value, Match = match } } }, query: query));

    [Theory]
    [InlineData("192.168.1.5", "192.168.1.5", true)]
    [InlineData("192.168.1.5", "192.168.1.6", false)]
    [InlineData("192.168.1.0/24", "192.168.1.200", true)]
    [InlineData("192.168.1.0/24", "192.168.2.1", false)]
    [InlineData("192.168.1.99/24", "192.168.1.1", true)]
    [InlineData("11.22.*.*", "11.22.33.44", true)]
    [InlineData("11.22.*.*", "11.23.33.44", false)]
    [InlineData("1.2.*.4", "1.2.3.4", true)]
    [InlineData("1.2.*.4", "1.2.3.5", false)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    public void Address_Pattern_IsMetByItsAddresses(string pattern, string address, bool holds)
        => Assert.Equal(holds, Holds(new Condition { Addresses = { pattern } }, address: address));

    [Theory]
    [InlineData(">=17", true)]
    [InlineData("17", true)]
    [InlineData("17.5", true)]
    [InlineData("17.4", false)]
    [InlineData(">17", false)]
    [InlineData("<18", true)]
    [InlineData("<=17", true)]
    [InlineData("<17.5", false)]
    [InlineData(">=16 <17.6", true)]
    [InlineData(">=15,<17", false)]
    public void OsVersion_Of17Dot5_IsCompared(string range, bool holds)
        => Assert.Equal(holds, Holds(new Condition { OsVersion = range }, Router.IPhone));

    [Fact]
    public void OsVersion_ThatTheBrowserHides_IsInNoRange() => Assert.False(Holds(new Condition { OsVersion = ">=1" }, Router.Android));

    [Theory]
    [InlineData("ios", Router.IPhone, true)]
    [InlineData("ios", Router.IPad, true)]
    [InlineData("ipados", Router.IPad, true)]
    [InlineData("ipados", Router.IPhone, false)]
    [InlineData("android", Router.Android, true)]
    [InlineData("desktop", Router.Desktop, true)]
    [InlineData("desktop", Router.Android, false)]
    [InlineData("linux", Router.Desktop, true)]
    [InlineData("other", "", true)]
    public void Platform_Name_IsMetByItsDevices(string platform, string userAgent, bool holds)
        => Assert.Equal(holds, Holds(new Condition { Platforms = { platform } }, userAgent));

    [Fact]
    public void Device_ClassBrowserAndApp_AreCompared()
    {
        Assert.True(Holds(new Condition { DeviceClasses = { "tablet" } }, Router.IPad));
        Assert.False(Holds(new Condition { DeviceClasses = { "tablet" } }, Router.IPhone));
        Assert.True(Holds(new Condition { Browsers = { "firefox", "opera" } }));
        Assert.False(Holds(new Condition { Browsers = { "chrome" } }));
        Assert.True(Holds(new Condition { InApps = { "none" } }));
        Assert.False(Holds(new Condition { InApps = { "any" } }));
        const string Instagram = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 330.0.3.29.90 (iPhone14,2; iOS 17_5)";
        Assert.True(Holds(new Condition { InApps = { "any" } }, Instagram));
        Assert.True(Holds(new Condition { InApps = { "instagram" } }, Instagram));
        Assert.False(Holds(new Condition { InApps = { "facebook" } }, Instagram));
    }

    [Fact]
    public void Place_CountryAndRegion_AreCompared()
    {
        Assert.True(Holds(new Condition { Countries = { "AT", "DE" } }, country: "DE"));
        Assert.False(Holds(new Condition { Countries = { "AT", "DE" } }, country: "CH"));
        Assert.False(Holds(new Condition { Countries = { "AT", "DE" } }));
        Assert.True(Holds(new Condition { Regions = { "DE-BY" } }, region: "DE-BY"));
        Assert.False(Holds(new Condition { Regions = { "DE-BY" } }, region: "DE-B"));
    }

    [Theory]
    [InlineData(999, true, false)]
    [InlineData(1000, false, false)]
    [InlineData(1001, false, true)]
    public void Time_BeforeAndAfter_AreOnEachSideOfTheInstant(long time, bool isBefore, bool isAfter)
    {
        Assert.Equal(isBefore, Holds(new Condition { BeforeMs = 1000 }, time: time));
        Assert.Equal(isAfter, Holds(new Condition { AfterMs = 1000 }, time: time));
    }

    [Fact]
    public void Inbox_IsOpen_UntilItsHoursEnd()
    {
        var open = new OpenInboxes([KeyValuePair.Create(3UL, 1000L), KeyValuePair.Create(4UL, 0L)]);
        Assert.Equal([true, false], AsksFor(3, time: 999, open));
        Assert.Equal([false, true], AsksFor(3, time: 1000, open));
        Assert.Equal([true, false], AsksFor(4, time: long.MaxValue, open));
        Assert.Equal([false, true], AsksFor(5, time: 0, open));
        Assert.Equal([false, true], AsksFor(3, time: 0, openInboxes: null));
    }

    [Fact]
    public void Conditions_Together_MustAllHold()
    {
        var both = new Condition { Platforms = { "ios" }, Countries = { "DE" } };
        Assert.True(Holds(both, Router.IPhone, country: "DE"));
        Assert.False(Holds(both, Router.IPhone, country: "FR"));
        Assert.False(Holds(both, Router.Android, country: "DE"));
        Assert.True(Holds(new Condition()));
    }

    [Fact]
    public void Rules_InOrder_TheFirstThatHoldsDecides()
    {
        var link = Router.Link(l =>
        {
            l.Rules.Add(new Rule { Name = "one", When = new Condition { Countries = { "FR" } }, Then = new Outcome { Url = "https://fr/" } });
            l.Rules.Add(new Rule { Name = "two", When = new Condition { Platforms = { "desktop" } }, Then = new Outcome { Url = "https://desk/" } });
            l.Rules.Add(new Rule { Name = "three", When = new Condition(), Then = new Outcome { Url = "https://all/" } });
        });
        Assert.Equal(("https://fr/", "one"), (Router.Ask(link, country: "FR").Location, Router.Ask(link, country: "FR").Rule));
        Assert.Equal(("https://desk/", "two"), (Router.Ask(link, country: "DE").Location, Router.Ask(link, country: "DE").Rule));
        Assert.Equal("three", Router.Ask(link, "").Rule);
    }

    /// <summary>Whether a rule holds that asks for an open inbox, and one that asks for a closed one.</summary>
    private static bool[] AsksFor(ulong inbox, long time, OpenInboxes? openInboxes)
        => [.. new[] { true, false }.Select(open => Router.Ask(
            Router.Link(link => link.Rules.Add(Router.Rule(new Condition { Inbox = new InboxCondition { Id = inbox, Open = open } }))),
            time: time,
            openInboxes: openInboxes).Rule == "r")];

    private static bool Holds(
        Condition condition,
        string userAgent = Router.Desktop,
        string query = "",
        string language = "",
        string country = "",
        string region = "",
        string address = "203.0.113.7",
        long time = 1_700_000_000_000)
    {
        var link = Router.Link(l =>
        {
            l.ForwardQuery = false;
            l.Rules.Add(Router.Rule(condition));
        });
        return Router.Ask(link, userAgent, query, language, country, region, address, time).Rule == "r";
    }
}
