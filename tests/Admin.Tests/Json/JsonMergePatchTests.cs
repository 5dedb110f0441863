using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Json;

namespace OneLink.Admin.Tests.Json;

public sealed class JsonMergePatchTests
{
    // The examples of RFC 7396, appendix A.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Apply_ExamplesOfTheRfc_GiveItsResults(string target, string patch, string expected)
        => Assert.Equal(expected, JsonMergePatch.Apply(JsonNode.Parse(target), JsonNode.Parse(patch))!.ToJsonString());

    [Fact]
    public void Apply_AnyPatchTwice_IsAsOnceAndLeavesItsArguments()
        => Prop.ForAll(ArbitraryJson(), ArbitraryJson(), (target, patch) =>
        {
            var (targetNode, patchNode) = (JsonNode.Parse(target), JsonNode.Parse(patch));
            var once = JsonMergePatch.Apply(targetNode, patchNode);
            var twice = JsonMergePatch.Apply(once, patchNode);
            return JsonNode.DeepEquals(once, twice)
                && JsonNode.DeepEquals(targetNode, JsonNode.Parse(target))
                && JsonNode.DeepEquals(patchNode, JsonNode.Parse(patch))
                && JsonNode.DeepEquals(JsonMergePatch.Apply(targetNode, new JsonObject()), targetNode is JsonObject ? targetNode : new JsonObject());
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> ArbitraryJson() => Json(3).Select(node => node?.ToJsonString() ?? "null").ToArbitrary();

    private static Gen<JsonNode?> Json(int depth)
    {
        var leaf = Gen.Elements<Func<JsonNode?>>(() => null, () => 1, () => "x", () => true).Select(make => make());
        if (depth == 0)
        {
            return leaf;
        }

        var members = Gen.Zip(Gen.Elements("a", "b", "c"), Json(depth - 1)).ListOf();
        var nodes = members.Select(list =>
        {
            var result = new JsonObject();
            foreach (var (name, value) in list)
            {
                result[name] = value?.DeepClone();
            }

            return (JsonNode?)result;
        });
        return Gen.OneOf(leaf, nodes, nodes);
    }
}
