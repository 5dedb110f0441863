using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OneLink.Admin.Access;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Problems;

namespace OneLink.Admin.OpenApi;

/// <summary>Fills in an operation from the metadata of its endpoint: its <see cref="ApiOperation"/> and its scope.</summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    private const string ExampleRequestId = "req_4b1f0c2a9d3e5f6071829304";

    private static readonly ApiParameter IdempotencyParameter = ApiParameter.Header(
        IdempotencyKey.Header,
        ApiType.Text(IdempotencyKey.MaxLength, 1).Like("8f2b1c9e-5a77-4d0e-9a51-3f2f6f1f0c77"),
        "Names the request, so that it can be repeated: within 24 hours the same key and body are answered as the first time, and nothing is done twice.");

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scope = metadata.OfType<RequiredScope>().LastOrDefault()?.Name;
        if (metadata.OfType<ApiOperation>().LastOrDefault() is { } described)
        {
            var isIdempotent = scope is not null && HttpMethods.IsPost(context.Description.HttpMethod ?? "");
            var document = context.Document!;
            var schemas = new SchemaWriter(document);
            operation.OperationId = described.Id;
            operation.Summary = described.Summary;
            operation.Description = scope is null ? described.Description : $"{described.Description}\n\nScope: `{scope}`.";
            operation.Parameters = [.. described.Parameters.Concat(isIdempotent ? [IdempotencyParameter] : []).Select(parameter => Parameter(parameter, schemas))];
            operation.RequestBody = RequestBody(described, schemas);
            operation.Responses = Responses(described, scope, isIdempotent, schemas, document);
            operation.Security = Security(scope, document);
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(ApiParameter parameter, SchemaWriter schemas) => new()
    {
        Name = parameter.Name,
        In = parameter.In,
        Description = parameter.Description,
        Required = parameter.IsRequired,
        Schema = schemas.Schema(parameter.Type),

        // Values of a list stand in one parameter, separated by commas.
        Explode = !parameter.IsList,
    };

    private static OpenApiRequestBody? RequestBody(ApiOperation described, SchemaWriter schemas) => described.Bodies is [] ? null : new()
    {
        Required = !described.IsBodyOptional,
        Content = described.Bodies.ToDictionary(
            body => body.MediaType,
            body => new OpenApiMediaType { Schema = schemas.Schema(body.Type), Examples = Examples(body) },
            StringComparer.Ordinal),
    };

    private static Dictionary<string, IOpenApiExample> Examples(ApiBody body) => body.Examples.Index().ToDictionary(
        example => string.Create(CultureInfo.InvariantCulture, $"example{example.Index + 1}"),
        IOpenApiExample (example) => new OpenApiExample
        {
            Summary = example.Item.Summary,
            Value = body.MediaType.EndsWith("json", StringComparison.Ordinal) && !body.MediaType.EndsWith("ndjson", StringComparison.Ordinal)
                ? JsonNode.Parse(example.Item.Text)
                : JsonValue.Create(example.Item.Text),
        },
        StringComparer.Ordinal);

    private static OpenApiResponses Responses(ApiOperation described, string? scope, bool isIdempotent, SchemaWriter schemas, OpenApiDocument document)
    {
        var responses = new OpenApiResponses();
        IReadOnlyList<ApiHeader> limits = scope is null ? [] : ApiHeader.RateLimit;
        IReadOnlyList<ApiHeader> replayed = isIdempotent ? [ApiHeader.Replayed] : [];
        foreach (var answer in described.Answers)
        {
            responses.Add(Status(answer.Status), new OpenApiResponse
            {
                Description = answer.Description,
                Headers = Headers([ApiHeader.RequestId, .. limits, .. replayed, .. answer.Headers], schemas),
                Content = answer.Content.ToDictionary(
                    content => content.Key,
                    content => new OpenApiMediaType { Schema = schemas.Schema(content.Value) },
                    StringComparer.Ordinal),
            });
        }

        var common = CommonProblems.Of(described, scope, isIdempotent);
        foreach (var status in described.Problems.Concat(common).Select(problem => problem.Status).Distinct().Order())
        {
            Problem[] own = [.. described.Problems.Where(problem => problem.Status == status)];
            Problem[] shared = [.. common.Where(problem => problem.Status == status)];
            responses.Add(Status(status), own is []
                ? Shared(shared, scope, schemas, document)
                : Failure([.. own, .. shared], described.FullerProblems.GetValueOrDefault(status), schemas));
        }

        return responses;
    }

    /// <summary>An answer that many operations have stands once, among the components.</summary>
    private static OpenApiResponseReference Shared(Problem[] problems, string? scope, SchemaWriter schemas, OpenApiDocument document)
    {
        var kinds = string.Join('.', problems.Select(problem => problem.Kind));
        var name = problems[0].Status == StatusCodes.Status403Forbidden ? $"{kinds}.{scope!.Replace(':', '-')}" : kinds;
        var components = (document.Components ??= new OpenApiComponents()).Responses ??= new SortedDictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
        components.TryAdd(name, Failure(problems, fuller: null, schemas));
        return new OpenApiResponseReference(name, document);
    }

    private static OpenApiResponse Failure(IReadOnlyList<Problem> problems, ApiObject? fuller, SchemaWriter schemas) => new()
    {
        Description = string.Join(" ", problems.Select(problem => $"`{problem.Kind}`: {problem.Title}.").Distinct(StringComparer.Ordinal)),
        Headers = Headers(problems.Any(problem => problem.RetryAfterSeconds is not null) ? [ApiHeader.RequestId, ApiHeader.RetryAfter] : [ApiHeader.RequestId], schemas),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [ProblemBody.ContentType] = new OpenApiMediaType
            {
                Schema = schemas.Schema(fuller is null ? ApiType.Of(ProblemSchema.Body) : ApiType.Either(ApiType.Of(ProblemSchema.Body), ApiType.Of(fuller))),
                Examples = problems.DistinctBy(problem => problem.Kind, StringComparer.Ordinal).ToDictionary(
                    problem => problem.Kind,
                    IOpenApiExample (problem) => new OpenApiExample { Summary = problem.Title, Value = Example(problem) },
                    StringComparer.Ordinal),
            },
        },
    };

    private static JsonNode? Example(Problem problem) => JsonSerializer.SerializeToNode(problem.ToBody(ExampleRequestId), ProblemJson.Relaxed.ProblemBody);

    private static Dictionary<string, IOpenApiHeader> Headers(IEnumerable<ApiHeader> headers, SchemaWriter schemas) => headers.ToDictionary(
        header => header.Name,
        IOpenApiHeader (header) => new OpenApiHeader { Description = header.Description, Schema = schemas.Schema(header.Type) },
        StringComparer.Ordinal);

    /// <summary>Either of the two ways to send a key. The scope stands as what OpenAPI calls a role.</summary>
    private static List<OpenApiSecurityRequirement> Security(string? scope, OpenApiDocument document) => scope is null
        ? []
        :
        [
            new() { [new OpenApiSecuritySchemeReference(SecuritySchemes.Basic, document)] = [scope] },
            new()
            {
                [new OpenApiSecuritySchemeReference(SecuritySchemes.Key, document)] = [scope],
                [new OpenApiSecuritySchemeReference(SecuritySchemes.Secret, document)] = [scope],
            },
        ];

    private static string Status(int status) => status.ToString(CultureInfo.InvariantCulture);
}
