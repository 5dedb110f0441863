using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Contacts;
using OneLink.Admin.Contacts.Export;
using OneLink.Admin.Contacts.Import;
using OneLink.Admin.Csv;
using OneLink.Admin.Database;
using OneLink.Admin.Files;
using OneLink.Admin.Jobs;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Files of contacts, in and out: each call answers with the job that does it.</summary>
internal static class ContactJobEndpoints
{
    private const string NoOptions = "{}";

    public static void Map(IEndpointRouteBuilder account)
    {
        var contacts = account.MapGroup("/contacts").RequireAdministrator();
        contacts.MapPost("/import", Import);
        contacts.MapGet("/import/{jobId}", ShowImport);
        contacts.MapPost("/export", Export);
        contacts.MapGet("/export/{jobId}", ShowExport);
    }

    internal static async Task<Results<JsonHttpResult<ContactJobResponse>, ApiErrorResult>> Import(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, IDatabase database, JobStore jobs, JobFiles files, FileLinks links, TimeProvider clock)
    {
        if (parameters.Files("import_file") is not [{ Length: > 0 } upload, ..])
        {
            return new ApiErrorResult(ApiError.Unprocessable("File is blank"));
        }

        var id = SecretText.Identifier(Job.IdPrefix);
        var isQueued = false;
        try
        {
            await using (var input = new FileStream(files.InputOf(id), FileMode.CreateNew, FileAccess.Write))
            {
                await upload.CopyToAsync(input, context.RequestAborted);

                // The job that is answered for must find its file after a power cut.
                input.Flush(flushToDisk: true);
            }

            if (!await HasHeaderAsync(files.InputOf(id), context.RequestAborted))
            {
                return new ApiErrorResult(ApiError.Unprocessable("The file has no column name, email, phone_number or identifier"));
            }

            var job = JobOf(context, caller, id, ContactImport.KindName, NoOptions, upload.Length, clock);
            await files.KeepInputAsync(id, context.RequestAborted);
            await QueueAsync(job, database, jobs, context.RequestAborted);
            isQueued = true;
            return Answer(job, links);
        }
        finally
        {
            if (!isQueued)
            {
                files.DeleteInput(id);
            }
        }
    }

    internal static async Task<Results<JsonHttpResult<ContactJobResponse>, ApiErrorResult>> Export(
        HttpContext context,
        ApplicationCaller caller,
        RequestParameters parameters,
        ContactFilter filter,
        IDatabase database,
        JobStore jobs,
        FileLinks links,
        TimeProvider clock)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var columns = (read.Texts("column_names").Or(null) ?? []).Where(ContactExportColumns.Names.Contains).Distinct(StringComparer.Ordinal).ToArray();
        var label = read.TextOrNull("label").Or(null);
        if (read.Errors.Any)
        {
            return ApplicationResults.Invalid(read.Errors);
        }

        if (FilterPayload.Of(parameters) is not { } rows)
        {
            return new ApiErrorResult(ApiError.Unprocessable("payload must be a list of conditions"));
        }

        // What is wrong with the filter is said now, and not by the job.
        var compiled = await filter.CompileAsync(caller.AccountId, rows, context.RequestAborted);
        if (!compiled.TryGet(out _, out var error))
        {
            return new ApiErrorResult(ApiError.Unprocessable(error));
        }

        var options = new ContactExportOptions(columns.Length > 0 ? columns : ContactExportColumns.Default, rows, label);
        var job = JobOf(
            context, caller, SecretText.Identifier(Job.IdPrefix), ContactExport.KindName, JsonSerializer.Serialize(options, ContactExportJson.Default.ContactExportOptions), bytes: 0, clock);
        await QueueAsync(job, database, jobs, context.RequestAborted);
        return Answer(job, links);
    }

    internal static Task<Results<JsonHttpResult<ContactJobResponse>, ApiErrorResult>> ShowImport(
        HttpContext context, ApplicationCaller caller, string jobId, JobStore jobs, FileLinks links)
        => ShowAsync(context, caller, jobId, ContactImport.KindName, jobs, links);

    internal static Task<Results<JsonHttpResult<ContactJobResponse>, ApiErrorResult>> ShowExport(
        HttpContext context, ApplicationCaller caller, string jobId, JobStore jobs, FileLinks links)
        => ShowAsync(context, caller, jobId, ContactExport.KindName, jobs, links);

    private static async Task<Results<JsonHttpResult<ContactJobResponse>, ApiErrorResult>> ShowAsync(
        HttpContext context, ApplicationCaller caller, string jobId, string kind, JobStore jobs, FileLinks links)
        => await jobs.FindAsync(caller.AccountId, jobId, context.RequestAborted) is { } job && job.Kind == kind
            ? Answer(job, links)
            : ApplicationResults.NotFound();

    private static JsonHttpResult<ContactJobResponse> Answer(Job job, FileLinks links)
        => TypedResults.Json(ContactJobResponse.Of(job, links), ApplicationJson.Relaxed.ContactJobResponse);

    /// <summary>What is wrong with the whole file is said now, and not by the job.</summary>
    private static async Task<bool> HasHeaderAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new CsvReader(CsvText.Open(new FileStream(path, FileMode.Open, FileAccess.Read)));
        return await reader.ReadAsync(cancellationToken) is { Error: null } header && ContactColumns.NamesSomebody(header.Fields);
    }

    private static async Task QueueAsync(Job job, IDatabase database, JobStore jobs, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async scope =>
            {
                await JobStore.AddAsync(scope, job);
                return job;
            },
            cancellationToken);
        jobs.Queued();
    }

    private static Job JobOf(HttpContext context, ApplicationCaller caller, string id, string kind, string request, long bytes, TimeProvider clock)
    {
        var actor = caller.ActorOf(context);
        return new Job
        {
            Id = id,
            AccountId = caller.AccountId,
            Kind = kind,
            State = JobState.Queued,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            RequestId = actor.RequestId,
            Request = request,
            BytesTotal = bytes,
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }
}
