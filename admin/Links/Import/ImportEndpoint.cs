using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Jobs;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Import;

/// <summary><c>POST /links/import</c>: takes a file and answers with the job that imports it.</summary>
internal static class ImportEndpoint
{
    internal static async Task<Results<JsonHttpResult<JobResponse>, ProblemResult>> Import(
        HttpContext context, Caller caller, DomainRepository domains, IdempotentWrites writes, JobStore jobs, JobFiles files, TimeProvider clock)
    {
        var id = SecretText.Identifier(Job.IdPrefix);
        var isQueued = false;
        try
        {
            var (upload, problem) = await ImportUpload.ReceiveAsync(context.Request, files.InputOf(id), context.RequestAborted);
            if (problem is not null)
            {
                return new ProblemResult(problem);
            }

            var errors = new FieldErrors();
            var account = await domains.OfAccountAsync(caller.AccountId, context.RequestAborted);
            var options = ImportRequest.Read(context.Request.Query.Concat(upload.Fields), upload.Format, account, errors);
            if (options is null || !await IsReadableAsync(files.InputOf(id), options, errors, context.RequestAborted))
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var job = new Job
            {
                Id = id,
                AccountId = caller.AccountId,
                Kind = LinkImport.KindName,
                State = JobState.Queued,
                ActorKind = caller.Actor.Kind,
                ActorId = caller.Actor.Id,
                ActorName = caller.Actor.Name,
                RequestId = caller.Actor.RequestId,
                Request = JsonSerializer.Serialize(options, ImportJson.Default.ImportOptions),
                BytesTotal = upload.Length,
                CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            await files.KeepInputAsync(id, context.RequestAborted);
            context.Response.Headers.Location = "/jobs/" + id;
            var answer = await writes.WriteAsync(context, async scope =>
            {
                await JobStore.AddAsync(scope, job);
                return TypedResults.Json(JobResponse.From(job), JobJson.Relaxed.JobResponse, statusCode: StatusCodes.Status202Accepted);
            });

            // Null where a call before, under the same Idempotency-Key, has queued another job.
            isQueued = answer is not null;
            jobs.Queued();
            return answer!;
        }
        catch (IOException exception) when (exception is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return new ProblemResult(KnownProblems.Unavailable());
        }
        finally
        {
            if (!isQueued)
            {
                files.DeleteInput(id);
            }
        }
    }

    /// <summary>What is wrong with the whole file is said now, and not by the job.</summary>
    private static async Task<bool> IsReadableAsync(string path, ImportOptions options, FieldErrors errors, CancellationToken cancellationToken)
    {
        if (await ImportFile.OpenAsync(path, options, errors, cancellationToken) is not { } rows)
        {
            return false;
        }

        await rows.DisposeAsync();
        return true;
    }
}
