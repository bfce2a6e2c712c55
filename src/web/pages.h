/*
 * pages.h - private to the web room: the handlers of the route table, one list.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "web.h"

web_handler api_description, api_event, api_feed, api_lookup, api_pair, page_account,
    page_account_end, page_account_end_others, page_case, page_case_consent, page_case_disclose,
    page_case_need, page_case_pdf, page_case_restrict, page_case_withdraw, page_client,
    page_client_calendar, page_client_show, page_guide, page_guides, page_health, page_help,
    page_home, page_language,
    page_login, page_login_post, page_logout_everywhere_post, page_logout_post, page_manifest,
    page_matrix, page_matrix_csv, page_matrix_pdf, page_metrics, page_pair, page_pair_do,
    page_pair_instruct, page_pair_leave, page_password, page_password_post, page_procedure,
    page_provider, page_provider_name, page_provider_pair, page_provider_revoke,
    page_provider_roll, page_providers, page_report, page_report_csv, page_report_pdf,
    page_report_xlsx, page_retention, page_rights, page_scan,
    page_scan_card, page_scan_consent, page_scan_lookup, page_scan_photo, page_scan_step,
    page_search, page_shell, page_slip, page_slip_issue, page_slip_new, page_slip_pdf,
    page_slip_reissue, page_static,
    page_voucher, page_voucher_annul, page_voucher_close, page_voucher_extend,
    page_voucher_reissue, page_voucher_reopen, page_voucher_return, page_voucher_review,
    page_voucher_dispute, page_voucher_settle, page_voucher_told, page_voucher_withdraw,
    page_worker, script_contact, script_late;

/* To and from other programs. */
web_handler page_import, page_import_again, page_import_bad, page_import_do, page_import_look;
web_handler page_posting, page_posting_csv, page_posting_tick, page_posting_untick,
    page_slip_file;

/* Returned papers, one after the other. */
web_handler page_return, page_return_enter, page_return_undo;

/* A slip before it is one, and what never becomes one. */
web_handler page_slip_preview, page_slip_refer;

/* A client's master data. */
web_handler page_case_add, page_case_data, page_case_data_change, page_case_new,
    page_need, page_need_change;
/* The desk. */
web_handler page_case_followup, page_followup_done, page_followup_move, page_home_calendar,
    page_home_table;
/* People, branches, the record. */
web_handler page_audit, page_audit_table, page_branch, page_branch_change, page_branches,
    page_handover, page_handover_do, page_people, page_people_add, page_person,
    page_person_change, page_person_code, page_person_deputy, page_person_deputy_end,
    page_person_disable, page_person_logout, page_person_session_end, page_team,
    page_team_change, page_teams, page_instruction, page_instruction_post,
    page_people_instructed;
/* Who reads whose cases. */
web_handler page_account_deputy, page_account_deputy_end, page_reason_case,
    page_reason_case_give, page_reason_slip, page_reason_slip_give;

/* The lead of a provider. */
web_handler page_lead_csv, page_lead_devices, page_lead_list, page_lead_revoke, page_lead_step,
    page_lead_voucher;

#endif
