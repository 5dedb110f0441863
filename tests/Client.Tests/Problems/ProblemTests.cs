using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Problems;

public sealed class ProblemTests
{
    [Theory]
    [InlineData(401, typeof(UnauthorizedException))]
    [InlineData(403, typeof(ForbiddenException))]
    [InlineData(404, typeof(NotFoundException))]
    [InlineData(409, typeof(ConflictException))]
    [InlineData(412, typeof(PreconditionFailedException))]
    [InlineData(422, typeof(InvalidFieldsException))]
    [InlineData(429, typeof(TooManyRequestsException))]
    [InlineData(503, typeof(UnavailableException))]
    [InlineData(418, typeof(OneLinkException))]
    public async Task Problem_ByStatus_IsItsException(int status, Type type)
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, status, "some-kind"));
        using var client = api.Client(tries: 1);

        var failure = await Assert.ThrowsAnyAsync<OneLinkException>(() => client.Links.GetAsync("summer"));

        Assert.IsType(type, failure);
        Assert.Equal("some-kind", failure.Problem.Kind);
        Assert.Equal("req_1", failure.Problem.RequestId);
        Assert.Equal(["is required."], failure.Problem.Errors["url"]);
        Assert.Contains("url is required.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "<h1>Bad gateway</h1>")]
    [InlineData("application/problem+json", "{\"type\":")]
    [InlineData("application/problem+json", "{}")]
    public async Task Problem_ThatCannotBeRead_HasTheStatus(string contentType, string body)
    {
        await using var api = await LoopbackApi.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 400;
            context.Response.ContentType = contentType;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, body);
        });
        using var client = api.Client(tries: 1);

        var failure = await Assert.ThrowsAsync<OneLinkException>(() => client.Links.GetAsync("summer"));

        Assert.Equal(400, failure.Problem.Status);
        Assert.Empty(failure.Problem.Errors);
    }
}
