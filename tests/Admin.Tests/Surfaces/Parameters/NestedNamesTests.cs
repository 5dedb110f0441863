using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Tests.Surfaces.Parameters;

public sealed class NestedNamesTests
{
    [Theory]
    [InlineData("a=1&b=2", """{"a":"1","b":"2"}""")]
    [InlineData("a=1&a=2", """{"a":"2"}""")]
    [InlineData("a[]=1&a[]=2", """{"a":["1","2"]}""")]
    [InlineData("a[b]=1&a[c][d]=2", """{"a":{"b":"1","c":{"d":"2"}}}""")]
    [InlineData("a[][k]=1&a[][v]=2&a[][k]=3", """{"a":[{"k":"1","v":"2"},{"k":"3"}]}""")]
    [InlineData("a[][v][]=1&a[][v][]=2", """{"a":[{"v":["1","2"]}]}""")]
    [InlineData("[a]=1&b]=2", """{"[a]":"1","b]":"2"}""")]
    public void Put_Names_BuildTheTree(string query, string expected)
    {
        var tree = Read(query);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), tree), tree.ToJsonString());
    }

    [Theory]
    [InlineData("a=1&a[b]=2")]
    [InlineData("a[]=1&a[b]=2")]
    [InlineData("a[b=1")]
    [InlineData("a[][]=1")]
    public void Put_NamesThatContradict_CannotBeRead(string query) => Assert.Throws<BadHttpRequestException>(() => Read(query));

    [Fact]
    public void Put_EndlessNesting_CannotBeRead()
        => Assert.Throws<BadHttpRequestException>(() => NestedNames.Put([], "a" + string.Concat(Enumerable.Repeat("[b]", 100_000)), "1"));

    private static JsonObject Read(string query)
    {
        var tree = new JsonObject();
        foreach (var pair in query.Split('&'))
        {
            var separator = pair.LastIndexOf('=');
            NestedNames.Put(tree, pair[..separator], pair[(separator + 1)..]);
        }

        return tree;
    }
}
