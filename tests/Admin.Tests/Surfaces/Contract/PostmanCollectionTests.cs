using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.OpenApi;

namespace OneLink.Admin.Tests.Surfaces.Contract;

public sealed partial class PostmanCollectionTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Theory]
    [InlineData("Application")]
    [InlineData("Client")]
    [InlineData("Platform")]
    public async Task CommittedCollection_IsMadeOfTheOperations(string api)
    {
        var path = Path.Combine(ApiDescription.RepositoryRoot(), PostmanCollection.FileOf(api));
        if (Environment.GetEnvironmentVariable(CoverageTests.WriteVariable) is not null)
        {
            await File.WriteAllTextAsync(path, PostmanCollection.Of(api));
        }

        Assert.True(await File.ReadAllTextAsync(path) == PostmanCollection.Of(api), $"{PostmanCollection.FileOf(api)} is not made of the operations as they are. Run ./onelink coverage.");
    }

    [Theory]
    [InlineData("Application")]
    [InlineData("Client")]
    [InlineData("Platform")]
    public async Task EveryRequest_IsWhatPostmanReadsAndLeadsToARoute(string api)
    {
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(ApiDescription.RepositoryRoot(), PostmanCollection.FileOf(api))))!;
        var routes = fixture.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(method => $"{method} /{Shape(endpoint.RoutePattern.RawText!.Trim('/'))}"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(PostmanCollection.Schema, collection["info"]!["schema"]!.GetValue<string>());
        var requests = collection["item"]!.AsArray().SelectMany(folder => folder!["item"]!.AsArray()).Select(item => item!["request"]!).ToList();
        Assert.NotEmpty(requests);
        Assert.All(requests, request =>
        {
            var url = request["url"]!;
            var path = string.Join('/', url["path"]!.AsArray().Select(part => part!.GetValue<string>()));
            Assert.Equal($"{{{{base_url}}}}/{path}", url["raw"]!.GetValue<string>());
            Assert.Equal(
                url["path"]!.AsArray().Select(part => part!.GetValue<string>()).Where(part => part.StartsWith(':')),
                url["variable"]!.AsArray().Select(variable => ":" + variable!["key"]!.GetValue<string>()));
            Assert.Contains($"{request["method"]} /{Shape(path)}", routes);
            if (request["body"] is { } body)
            {
                Assert.Equal("raw", body["mode"]!.GetValue<string>());
                Assert.NotNull(JsonNode.Parse(body["raw"]!.GetValue<string>()));
            }
        });
    }

    /// <summary>A path without the names of its parameters.</summary>
    private static string Shape(string path) => Parameter().Replace(path, "*");

    [GeneratedRegex(@"\{[^}]+\}|:[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
