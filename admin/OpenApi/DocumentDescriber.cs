using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OneLink.Admin.OpenApi;

/// <summary>What stands in the document once: what holds for the whole API, and how callers say who they are.</summary>
internal sealed class DocumentDescriber : IOpenApiDocumentTransformer
{
    private const string Introduction =
        """
        Short links that open apps, and what becomes of them.

        **Credentials.** An API key (`olk_…`) and its secret (`ols_…`), as HTTP Basic or as `X-Api-Key` and `X-Api-Secret`. A key has scopes; an operation names the one it needs.

        **Answers.** Each has an `X-Request-Id`. Errors are `application/problem+json` (RFC 9457); `type` tells the kind, `errors` names each field with what is wrong with it, all of a body together. Times are RFC 3339 in UTC.

        **Lists** are `{"data":[…],"nextCursor":…}`: send `nextCursor` back as `cursor`; `null` is the end.

        **Bodies** are JSON in UTF-8, at most 1 MiB; a bulk at most 64 MiB; streams are not limited. Fields that are not known are refused, so that a typing error is no silent loss.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "OneLink", Version = "1.0.0", Description = Introduction, License = null };

        // Wherever the document was read from: the same for everybody.
        document.Servers = [new OpenApiServer { Url = "/" }];
        (document.Components ??= new OpenApiComponents()).SecuritySchemes = SecuritySchemes.All;
        document.Tags = new HashSet<OpenApiTag>(ApiTags.All.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        return Task.CompletedTask;
    }
}
