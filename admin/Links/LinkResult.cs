using System.Text.Json;
using OneLink.Admin.Domains;

namespace OneLink.Admin.Links;

/// <summary>Answers with a link: 201 with its place where it is new, else 200.</summary>
internal sealed class LinkResult(StoredLink link, LinkDomain domain, bool created) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => created ? StatusCodes.Status201Created : StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCode!.Value;
        response.ContentType = "application/json";
        response.Headers.ETag = link.ETag;
        if (created)
        {
            response.Headers.Location = $"/links/{link.Id}";
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(LinkResponse.From(link, domain), LinksJson.Relaxed.LinkResponse);
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json).AsTask();
    }
}
