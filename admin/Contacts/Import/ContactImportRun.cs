using System.Globalization;
using OneLink.Admin.Csv;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Jobs;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts.Import;

/// <summary>
/// An import under way: some rows are read, then stored, counted and told of in one transaction. A row that names somebody
/// who is known, by identifier, e-mail address or phone number in this order, changes that contact.
/// </summary>
internal sealed class ContactImportRun(Job job, IDatabase database, ContactChanges changes, JobFiles files, TimeProvider clock) : IJobRun
{
    /// <summary>Rows of a transaction: enough to pay for it, few enough that other writers get their turn.</summary>
    private const int MaxRows = 200;

    private static readonly string[] Header = ["row", "result", "id", "reason"];

    /// <summary>By which of what is taken a contact is known.</summary>
    private static readonly string[] Keys = ["identifier", "email", "phone_number"];

    private readonly JobResultFile _result = files.OpenResult(job.Id);
    private readonly Performer _performer = new(Performer.User, long.Parse(job.ActorId, CultureInfo.InvariantCulture));
    private Job _job = job;
    private FileStream? _file;
    private CsvReader? _reader;
    private ContactColumns? _columns;

    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var reader = _reader ??= await OpenAsync(cancellationToken);
        var records = new List<CsvRecord>(MaxRows);
        while (records.Count < MaxRows && await reader.ReadAsync(cancellationToken) is { } record)
        {
            records.Add(record);
        }

        if (records.Count == 0)
        {
            return false;
        }

        var bytes = _file!.Position;
        var after = await database.WriteAsync(
            async scope =>
            {
                var counted = await StoreAsync(scope, records, bytes);
                if (await JobStore.AdvanceAsync(scope, _job, counted))
                {
                    return counted;
                }

                scope.Rollback();
                return null;
            },
            cancellationToken);
        _job = after ?? _job;
        return after is not null;
    }

    public async ValueTask DisposeAsync()
    {
        _result.Dispose();
        _reader?.Dispose();
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }
    }

    private async Task<CsvReader> OpenAsync(CancellationToken cancellationToken)
    {
        _file = new FileStream(files.InputOf(_job.Id), FileMode.Open, FileAccess.Read, FileShare.Read);
        var reader = new CsvReader(CsvText.Open(_file));
        if (await reader.ReadAsync(cancellationToken) is not { Error: null } header)
        {
            throw new JobFailedException("The header of the file cannot be read.");
        }

        _columns = new ContactColumns(header.Fields);
        for (var done = 0L; done < _job.RowsDone; done++)
        {
            await reader.ReadAsync(cancellationToken);
        }

        return reader;
    }

    /// <returns>The job with these rows, which its result file then tells of.</returns>
    private async Task<Job> StoreAsync(WriteScope scope, List<CsvRecord> records, long bytes)
    {
        var rows = new List<ContactRow>(records.Count);
        foreach (var record in records)
        {
            rows.Add(await StoreAsync(scope, record));
        }

        var lines = rows.Select((row, index) => row.Line(_job.RowsDone + index + 1));
        var length = await _result.WriteAsync(scope, _job.ResultLength, _job.ResultLength == 0 ? lines.Prepend(Header) : lines);
        return _job with
        {
            RowsDone = _job.RowsDone + rows.Count,
            Created = _job.Created + rows.Count(row => row.Result == ContactRow.Created),
            Updated = _job.Updated + rows.Count(row => row.Result == ContactRow.Updated),
            Failed = _job.Failed + rows.Count(row => row.Result == ContactRow.Failed),
            BytesDone = bytes,
            ResultLength = length,
        };
    }

    private async Task<ContactRow> StoreAsync(WriteScope scope, CsvRecord record)
    {
        if (record.Error is { } unreadable)
        {
            return ContactRow.Refused("The row " + unreadable);
        }

        if (record.Fields.Any(field => field.Contains(CsvText.Unreadable, StringComparison.Ordinal)))
        {
            return ContactRow.Refused("The row holds characters that cannot be read. Save the file as UTF-8.");
        }

        if (record.Fields.Any(field => field.Contains('\0', StringComparison.Ordinal)))
        {
            return ContactRow.Refused("The row holds a NUL character.");
        }

        var input = _columns!.Read(record);
        if (!input.Name.IsGiven && !input.Email.IsGiven && !input.PhoneNumber.IsGiven && !input.Identifier.IsGiven)
        {
            return ContactRow.Refused("The row has no name, email, phone_number or identifier.");
        }

        var made = await changes.CreateAsync(scope, _job.AccountId, input, _performer);
        if (made.TryGet(out var contact))
        {
            return new ContactRow(ContactRow.Created, contact.Id, "");
        }

        return made.Errors!.All.Where(error => error.HeldBy is not null).MinBy(error => Array.IndexOf(Keys, error.Attribute))?.HeldBy is { } known
            ? Changed(known, await ContactChanges.ChangeAsync(scope, _job.AccountId, known, stored => input.ApplyTo(stored, clock.GetUtcNow().ToUnixTimeMilliseconds()), _performer))
            : ContactRow.Refused(Reason(made.Errors));
    }

    private static ContactRow Changed(long id, RecordOutcome<Contact> outcome)
        => outcome.Errors is { } errors ? ContactRow.Refused(Reason(errors)) : new ContactRow(ContactRow.Updated, id, "");

    private static string Reason(RecordErrors errors) => string.Join(". ", errors.All.Select(error => error.FullMessage));
}
