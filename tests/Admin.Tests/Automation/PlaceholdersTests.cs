using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Automation.Texts;

namespace OneLink.Admin.Tests.Automation;

public sealed class PlaceholdersTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["contact.name"] = "Zoë & {{contact.email}}",
        ["contact.email"] = "zoe@people.example",
        ["link.short_url"] = "",
    };

    [Theory]
    [InlineData("Hi {{contact.name}}!", "Hi Zoë & {{contact.email}}!")]
    [InlineData("{{  contact.email  }}{{contact.email}}", "zoe@people.examplezoe@people.example")]
    [InlineData("{{ nothing.known }} {contact.email} {{}} }}{{", "{{ nothing.known }} {contact.email} {{}} }}{{")]
    [InlineData("x{{link.short_url}}x", "xx")]
    public void Fill_Text_FillsWhatIsKnown_InOnePass(string text, string expected) => Assert.Equal(expected, Placeholders.Fill(text, Values));

    [Fact]
    public void Fill_Link_KeepsAValueOnePartOfAnAddress()
    {
        var filled = Placeholders.Fill(
            JsonNode.Parse("""{"url":"https://a.example/{{contact.name}}?m={{contact.email}}","title":"{{contact.name}}","platforms":{"ios":{"deepLinkPath":"acme://{{contact.name}}"}},"tags":["{{contact.email}}"],"enabled":true}"""),
            Values)!;

        Assert.Equal("https://a.example/Zo%C3%AB%20%26%20%7B%7Bcontact.email%7D%7D?m=zoe%40people.example", filled["url"]!.GetValue<string>());
        Assert.Equal("acme://Zo%C3%AB%20%26%20%7B%7Bcontact.email%7D%7D", filled["platforms"]!["ios"]!["deepLinkPath"]!.GetValue<string>());
        Assert.Equal("Zoë & {{contact.email}}", filled["title"]!.GetValue<string>());
        Assert.Equal("""["zoe@people.example"]""", filled["tags"]!.ToJsonString());
        Assert.True(filled["enabled"]!.GetValue<bool>());
    }

    [Fact]
    public void Fill_AnyValue_NeverChangesTheHostOfAnAddress()
        => Prop.ForAll<NonNull<string>>(value =>
        {
            var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["contact.name"] = string.Concat(value.Get.Where(letter => !char.IsSurrogate(letter))) };
            var filled = Placeholders.Fill(new JsonObject { ["url"] = "https://acme.example/{{contact.name}}" }, values)!["url"]!.GetValue<string>();
            return new Uri(filled).Host == "acme.example" && filled.Count(letter => letter == '/') == 3 && !filled.Contains('#') && !filled.Contains('?');
        }).QuickCheckThrowOnFailure();
}
